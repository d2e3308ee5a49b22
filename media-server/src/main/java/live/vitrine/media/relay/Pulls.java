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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonFields;
import live.vitrine.media.json.JsonWriter;

/** All streams that are pulled. Any thread; what touches the disk says so. */
final class Pulls {
  /** Streams that are pulled, or wait to be. */
  static final int MAX_IN_ALL = 1_000;

  private final LinesFile file;
  private final Hub hub;
  private final Supplier<EventLoop> loops;
  private final Dialer dialer;
  private final RelayCounters counters;
  private final BooleanSupplier draining;
  private final Map<StreamId, Pull> pulls = new ConcurrentHashMap<>();

  Pulls(
      LinesFile file,
      Hub hub,
      Supplier<EventLoop> loops,
      Dialer dialer,
      RelayCounters counters,
      BooleanSupplier draining) {
    this.file = file;
    this.hub = hub;
    this.loops = loops;
    this.dialer = dialer;
    this.counters = counters;
    this.draining = draining;
  }

  /** Takes the pulls from the disk. Blocks. */
  synchronized void load() throws IOException {
    int number = 0;
    for (String line : file.read()) {
      number++;
      try {
        JsonFields fields = JsonFields.parse(line, Set.of("streamId", "url", "onDemand"));
        add(
            pull(
                StreamId.of(fields.text("streamId").orElse("")),
                SourceAddress.parse(fields.text("url").orElse("")),
                fields.flag("onDemand")));
      } catch (RuntimeException e) {
        throw file.damaged(number, e);
      }
    }
  }

  private Pull pull(StreamId id, SourceAddress address, boolean onDemand) {
    return new Pull(id, address, onDemand, hub, loops.get(), dialer, counters, draining);
  }

  private void add(Pull pull) {
    Pull before = pulls.put(pull.id(), pull);
    if (before != null) {
      before.stop();
    }
    pull.start();
  }

  /**
   * Pulls a stream from now on; what it was pulled from before is replaced, the same left alone.
   * Blocks.
   *
   * @throws LimitException there are too many
   * @throws IOException it could not be kept; what was before still is
   */
  synchronized Pull put(StreamId id, SourceAddress address, boolean onDemand) throws IOException {
    Pull known = pulls.get(id);
    if (known != null
        && known.address().equals(address)
        && known.isOnDemand() == onDemand
        && known.status().state() != LinkStatus.State.STOPPED) {
      return known;
    }
    if (known == null && pulls.size() >= MAX_IN_ALL) {
      throw new LimitException(
          "%d streams are pulled already; no more are allowed.".formatted(MAX_IN_ALL));
    }
    Pull pull = pull(id, address, onDemand);
    Map<StreamId, Pull> changed = new HashMap<>(pulls);
    changed.put(id, pull);
    write(changed);
    add(pull);
    return pull;
  }

  /**
   * Pulls a stream no more. Blocks.
   *
   * @return false when it was not pulled
   */
  synchronized boolean remove(StreamId id) throws IOException {
    Map<StreamId, Pull> changed = new HashMap<>(pulls);
    Pull pull = changed.remove(id);
    if (pull == null) {
      return false;
    }
    write(changed);
    pulls.remove(id);
    pull.stop();
    return true;
  }

  private void write(Map<StreamId, Pull> changed) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Pull pull : changed.values()) {
      byte[] line =
          JsonWriter.object(json ->
              json.text("streamId", pull.id().value())
                  .text("url", pull.address().url())
                  .flag("onDemand", pull.isOnDemand()));
      lines.add(new String(line, StandardCharsets.UTF_8));
    }
    lines.sort(Comparator.naturalOrder());
    file.write(lines);
  }

  Optional<Pull> find(StreamId id) {
    return Optional.ofNullable(pulls.get(id));
  }

  /** In the order of their streams. */
  List<Pull> all() {
    return pulls.values().stream().sorted(Comparator.comparing(Pull::id)).toList();
  }
}
