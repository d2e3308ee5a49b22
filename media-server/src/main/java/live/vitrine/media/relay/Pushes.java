package live.vitrine.media.relay;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.json.JsonWriter;
import live.vitrine.media.rtmp.client.RtmpAddress;

/** All push targets, and which streams are live. Any thread; what touches the disk says so. */
final class Pushes {
  /** Targets of one stream. */
  static final int MAX_PER_STREAM = 16;

  /** Targets of all streams. */
  static final int MAX_IN_ALL = 1_000;

  private final LinesFile file;
  private final Supplier<EventLoop> loops;
  private final Dialer dialer;
  private final RelayCounters counters;
  private final Map<PushKey, PushTarget> targets = new ConcurrentHashMap<>();
  private final Map<StreamId, LiveStream> live = new ConcurrentHashMap<>();

  Pushes(LinesFile file, Supplier<EventLoop> loops, Dialer dialer, RelayCounters counters) {
    this.file = file;
    this.loops = loops;
    this.dialer = dialer;
    this.counters = counters;
  }

  /** Takes the targets from the disk. Blocks. */
  synchronized void load() throws IOException {
    int number = 0;
    for (String line : file.read()) {
      number++;
      try {
        JsonFields fields = JsonFields.parse(line, Set.of("streamId", "name", "url"));
        PushKey key =
            new PushKey(
                StreamId.of(fields.text("streamId").orElse("")), fields.text("name").orElse(""));
        RtmpAddress address = RtmpAddress.parse(fields.text("url").orElse(""));
        add(target(key, address));
      } catch (RuntimeException e) {
        throw file.damaged(number, e);
      }
    }
  }

  private PushTarget target(PushKey key, RtmpAddress address) {
    return new PushTarget(key, address, loops.get(), dialer, counters);
  }

  private void add(PushTarget target) {
    PushTarget before = targets.put(target.key(), target);
    if (before != null) {
      before.stop();
    }
    LiveStream stream = live.get(target.key().streamId());
    if (stream != null) {
      target.begin(stream);
    }
  }

  /**
   * Pushes a stream there whenever it is live, from now on; a target of the same name is replaced,
   * one of the same address left alone. Blocks.
   *
   * @throws LimitException there are too many
   * @throws IOException it could not be kept; what was before still is
   */
  synchronized PushTarget put(PushKey key, RtmpAddress address) throws IOException {
    PushTarget known = targets.get(key);
    if (known != null && known.address().equals(address)) {
      return known;
    }
    if (known == null && of(key.streamId()).size() >= MAX_PER_STREAM) {
      throw new LimitException(
          "Stream %s has %d targets already; no more are allowed."
              .formatted(key.streamId(), MAX_PER_STREAM));
    }
    if (known == null && targets.size() >= MAX_IN_ALL) {
      throw new LimitException(
          "There are %d targets already; no more are allowed.".formatted(MAX_IN_ALL));
    }
    PushTarget target = target(key, address);
    Map<PushKey, PushTarget> changed = new HashMap<>(targets);
    changed.put(key, target);
    write(changed);
    add(target);
    return target;
  }

  /**
   * Pushes there no more. Blocks.
   *
   * @return false when there was none of that name
   */
  synchronized boolean remove(PushKey key) throws IOException {
    Map<PushKey, PushTarget> changed = new HashMap<>(targets);
    PushTarget target = changed.remove(key);
    if (target == null) {
      return false;
    }
    write(changed);
    targets.remove(key);
    target.stop();
    return true;
  }

  private void write(Map<PushKey, PushTarget> changed) throws IOException {
    List<String> lines = new ArrayList<>();
    for (PushTarget target : changed.values()) {
      byte[] line =
          JsonWriter.object(json ->
              json.text("streamId", target.key().streamId().value())
                  .text("name", target.key().name())
                  .text("url", target.address().url()));
      lines.add(new String(line, StandardCharsets.UTF_8));
    }
    lines.sort(Comparator.naturalOrder());
    file.write(lines);
  }

  Optional<PushTarget> find(PushKey key) {
    return Optional.ofNullable(targets.get(key));
  }

  /** A stream's targets in the order of their names. */
  List<PushTarget> of(StreamId id) {
    return all().stream().filter(target -> target.key().streamId().equals(id)).toList();
  }

  /** All targets in the order of streams and names. */
  List<PushTarget> all() {
    return targets.values().stream()
        .sorted(Comparator.comparing(target -> target.key().toString()))
        .toList();
  }

  /** Looks at a stream that begins, on its event loop. */
  StreamObserver observe(LiveStream stream) {
    live.put(stream.id(), stream);
    of(stream.id()).forEach(target -> target.begin(stream));
    return new StreamObserver() {
      @Override
      public void onTag(FlvTag tag) {}

      @Override
      public void onDiscontinuity() {}

      @Override
      public void onTakeover() {}

      @Override
      public void onEnd() {
        live.remove(stream.id(), stream);
        of(stream.id()).forEach(target -> target.end(stream));
      }
    };
  }
}
