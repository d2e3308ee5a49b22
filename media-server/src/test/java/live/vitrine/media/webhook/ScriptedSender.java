package live.vitrine.media.webhook;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Answers as the script says, then 204 for ever. */
final class ScriptedSender implements Sender {
  /** No answer at all. */
  static final int SILENCE = 0;

  final Queue<Integer> script = new ArrayDeque<>();
  final List<Event> sent = new ArrayList<>();

  @Override
  public Answer post(URI url, Event event, Duration timeout) throws IOException {
    sent.add(event);
    Integer status = script.poll();
    if (status != null && status == SILENCE) {
      throw new IOException("no answer");
    }
    return new Answer(status == null ? 204 : status, true, new byte[0]);
  }

  List<String> types() {
    return sent.stream().map(Event::type).toList();
  }

  List<String> ids() {
    return sent.stream().map(Event::id).toList();
  }
}
