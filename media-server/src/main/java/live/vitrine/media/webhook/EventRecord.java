package live.vitrine.media.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An event as the queue on disk holds it: time, id, type, body. */
final class EventRecord {
  /** What goes into a header must be fit for one, whoever wrote the file. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private EventRecord() {}

  static byte[] encode(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(event.timeMillis());
      out.writeUTF(event.id());
      out.writeUTF(event.type());
      out.write(event.body());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** The event; empty where the bytes are none. */
  static Optional<Event> decode(byte[] record) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
      long time = in.readLong();
      String id = in.readUTF();
      String type = in.readUTF();
      byte[] body = in.readAllBytes();
      return NAME.matcher(id).matches() && NAME.matcher(type).matches()
          ? Optional.of(new Event(id, type, time, body))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
