package live.vitrine.media.hub;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.FlvTag;
import org.jspecify.annotations.Nullable;

/**
 * One rendition's viewers on one event loop, and the log they read from. Lives from the first
 * viewer to the last. Everything here runs on that event loop.
 */
final class LoopFanout {
  /** A viewer may lag by so much before it is moved on to the newest key frame. */
  static final int MAX_BEHIND_BYTES = 4 * 1024 * 1024;

  private final LiveStream stream;
  private final Rendition rendition;
  private final EventLoop loop;
  private final EventLoopPressure pressure;
  private final FanoutCounters counters;
  private final int mergeMillis;
  private final long stallNanos;
  private final long stallCheckNanos;

  private final RunLog log = new RunLog();
  private final List<HeadGroup> groups = new ArrayList<>(2);
  private final List<Viewer> behind = new ArrayList<>();
  private final GatheredWrite write;

  /** Sequence up to which the viewers at the head have been written to. */
  private long written;

  private long oldestUnwrittenNanos;

  /** Bytes not yet added to the counters, which are too dear to touch for every viewer. */
  private long sentBytes;

  private boolean sweepScheduled;
  private boolean stallCheckScheduled;
  private boolean ended;
  private boolean closed;
  private int viewers;

  LoopFanout(LiveStream stream, Rendition rendition, EventLoop loop, LoopContext context) {
    this.stream = stream;
    this.rendition = rendition;
    this.loop = loop;
    this.pressure = context.pressure();
    this.counters = context.counters();
    this.mergeMillis = context.mergeMillis();
    this.stallNanos = TimeUnit.MILLISECONDS.toNanos(context.stallMillis());
    this.stallCheckNanos = stallNanos / 10;
    this.write = context.write();
  }

  EventLoop loop() {
    return loop;
  }

  private long now() {
    return loop.ticker().nanoTime();
  }

  /** A new viewer: starts at the newest join point, or waits for the first one. */
  void add(Viewer viewer) {
    viewer.fanout = this;
    viewer.lastProgressNanos = now();
    viewers++;
    moveBehind(viewer);
    advance(viewer);
    countSent();
  }

  void remove(Viewer viewer) {
    if (viewer.fanout != this) {
      return;
    }
    viewer.fanout = null;
    if (viewer.headIndex >= 0) {
      group(viewer.framing).remove(viewer);
    } else {
      removeBehind(viewer);
    }
    viewers--;
    stream.viewerLeft(viewer);
    if (viewers == 0) {
      close();
    }
  }

  private void close() {
    closed = true;
    countSent();
    log.clear();
    rendition.detach(this);
  }

  /** The runs that are there already when this fan-out begins. Takes ownership. */
  void begin(List<TagRun> runs) {
    if (closed) {
      runs.forEach(TagRun::release);
      return;
    }
    for (TagRun run : runs) {
      log.append(new FramedRun(run, stream.allocator()));
    }
    written = log.head();
    advanceBehind();
  }

  /** The stream goes on. Takes ownership. */
  void append(TagRun run) {
    if (closed) {
      run.release();
      return;
    }
    boolean first = log.head() == log.tail();
    log.append(new FramedRun(run, stream.allocator()));
    long now = now();
    if (first) {
      written = log.tail();
    }
    if (written == log.head() - 1) {
      oldestUnwrittenNanos = now;
    }
    int merge = Math.max(mergeMillis, pressure.mergeMillis());
    long due = oldestUnwrittenNanos + TimeUnit.MILLISECONDS.toNanos(merge);
    if (merge == 0 || now >= due) {
      sweep();
    } else if (!sweepScheduled) {
      sweepScheduled = true;
      loop.schedule(this::scheduledSweep, due - now, TimeUnit.NANOSECONDS);
    }
  }

  /** The stream is over: viewers get what is left, then a proper end. */
  void end() {
    if (closed) {
      return;
    }
    ended = true;
    sweep();
    for (HeadGroup group : groups) {
      while (group.count() > 0) {
        finish(group.get(group.count() - 1));
      }
    }
    advanceBehind();
  }

  private void finish(Viewer viewer) {
    remove(viewer);
    viewer.listener.onStreamEnd();
  }

  private void scheduledSweep() {
    sweepScheduled = false;
    sweep();
  }

  /** Sends everything not yet written to all viewers at the head. */
  private void sweep() {
    if (closed || written == log.head()) {
      return;
    }
    long start = now();
    long from = written;
    written = log.head();
    for (int i = 0; i < groups.size(); i++) {
      sweep(groups.get(i), from);
    }
    advanceBehind();
    trim();
    countSent();
    pressure.spent(start, now());
  }

  private void countSent() {
    counters.bytesSent().add(sentBytes);
    sentBytes = 0;
  }

  private void sweep(HeadGroup group, long from) {
    if (group.count() == 0) {
      return;
    }
    long to = from;
    while (to < written) {
      to = write.prepare(log, group.framing, from, written, group.count());
      // From the last to the first, because a viewer that falls behind leaves the group.
      for (int i = group.count() - 1; i >= 0; i--) {
        Viewer viewer = group.get(i);
        if (!writeGathered(viewer, from, to)) {
          group.remove(viewer);
          moveBehind(viewer);
        }
      }
      from = to;
    }
  }

  /**
   * Writes what has been prepared to one viewer who stands at {@code from}.
   *
   * @return whether all of it was taken; otherwise the cursor says what comes next
   */
  private boolean writeGathered(Viewer viewer, long from, long to) {
    int taken = 0;
    if (write.fitsOneCall() && viewer.canWriteDirectly()) {
      try {
        taken = viewer.writeDirectly(write);
      } catch (IOException e) {
        viewer.cursor = to;
        viewer.channel.close();
        return false;
      }
    }
    sentBytes += taken;
    if (taken == write.length()) {
      return true;
    }
    viewer.cursor = from;
    if (taken > 0 || viewer.headIndex >= 0) {
      viewer.lastProgressNanos = now();
    }
    FramedRun run = log.get(viewer.cursor);
    Vector vector = run.vector(viewer.framing);
    while (taken >= vector.length()) {
      taken -= vector.length();
      viewer.cursor++;
      run = log.get(viewer.cursor);
      vector = run.vector(viewer.framing);
    }
    viewer.cursor++;
    viewer.nextTagIndex = run.run().firstTagIndex() + run.run().tags().size();
    viewer.configurationVersion = run.run().configurationVersion();
    sentBytes += vector.length() - taken;
    viewer.writeThroughPipeline(vector.retainedRemainder(taken));
    return false;
  }

  /** The channel has taken what it was given: go on from the cursor. */
  void resume(Viewer viewer) {
    if (viewer.behindIndex >= 0) {
      advance(viewer);
      countSent();
    }
  }

  private void advanceBehind() {
    for (int i = behind.size() - 1; i >= 0; i--) {
      // One that leaves is replaced by the last, which has been advanced already.
      advance(behind.get(i));
    }
  }

  /** Sends a viewer that is behind as much as it takes, up to what the head group has. */
  private void advance(Viewer viewer) {
    if (viewer.advancing || viewer.writing || viewer.fanout != this) {
      return;
    }
    // A channel may complete a write at once; the flag keeps that from recursing into here.
    viewer.advancing = true;
    boolean caughtUp = (viewer.started || start(viewer)) && sendBacklog(viewer);
    viewer.advancing = false;
    if (caughtUp) {
      caughtUp(viewer);
    }
  }

  /** Whether the viewer has, at the end, all that the viewers at the head have. */
  private boolean sendBacklog(Viewer viewer) {
    while (!viewer.writing && viewer.channel.isActive() && viewer.cursor < written) {
      if (viewer.cursor < log.tail()) {
        if (jump(viewer)) {
          continue;
        }
        if (!ended) {
          return false;
        }
        // No key frame will come any more: there is nothing left to wait for.
        viewer.cursor = written;
        break;
      }
      long from = viewer.cursor;
      long to = write.prepare(log, viewer.framing, from, written, 1);
      if (writeGathered(viewer, from, to)) {
        viewer.cursor = to;
      }
    }
    return !viewer.writing && viewer.channel.isActive();
  }

  private void caughtUp(Viewer viewer) {
    if (ended) {
      finish(viewer);
      return;
    }
    removeBehind(viewer);
    group(viewer.framing).add(viewer);
  }

  private boolean start(Viewer viewer) {
    FramedRun first = joinPoint();
    if (first == null) {
      // At the end there is nothing left to wait for.
      viewer.cursor = written;
      return ended;
    }
    viewer.started = true;
    counters.viewersStarted().increment();
    standAt(viewer, first);
    send(viewer, first.preamble(viewer.framing));
    return !viewer.writing;
  }

  /** Moves a viewer that fell out of the log on to the newest key frame. */
  private boolean jump(Viewer viewer) {
    FramedRun target = joinPoint();
    if (target == null) {
      return false;
    }
    long skipped = target.run().firstTagIndex() - viewer.nextTagIndex;
    viewer.skipped(skipped);
    stream.skipped(skipped);
    counters.tagsSkipped().add(skipped);
    counters.viewersJumped().increment();
    int known = viewer.configurationVersion;
    standAt(viewer, target);
    if (viewer.configurationVersion != known) {
      sendNewerConfiguration(viewer, target.run().preamble(), known);
    }
    return true;
  }

  /** Puts a viewer before a join point; what it needs first is sent by the caller. */
  private static void standAt(Viewer viewer, FramedRun joinPoint) {
    TagRun run = joinPoint.run();
    viewer.cursor = run.sequence();
    viewer.nextTagIndex = run.firstTagIndex();
    JoinPreamble preamble = run.preamble();
    if (preamble != null) {
      viewer.configurationVersion = preamble.configurationVersion();
    }
  }

  /** Only what has changed: players stumble over configuration that they know already. */
  private void sendNewerConfiguration(
      Viewer viewer, @Nullable JoinPreamble preamble, int knownVersion) {
    List<FlvTag> tags = preamble == null ? List.of() : preamble.tagsNewerThan(knownVersion);
    if (tags.isEmpty()) {
      return;
    }
    VectorBuilder builder = new VectorBuilder(stream.allocator());
    viewer.framing.run(tags, tags.stream().mapToInt(FlvTag::length).sum(), builder);
    Vector vector = builder.build();
    send(viewer, vector);
    vector.release();
  }

  private void send(Viewer viewer, Vector vector) {
    if (vector.length() > 0) {
      sentBytes += vector.length();
      viewer.writeThroughPipeline(vector.retainedRemainder(0));
    }
  }

  /** The newest run that a viewer can start with and that has been sent to the others, if any. */
  private @Nullable FramedRun joinPoint() {
    long sequence = log.joinPoint();
    return sequence < 0 || sequence >= written ? null : log.get(sequence);
  }

  private void trim() {
    long keep = log.joinPoint() < 0 ? written : Math.min(log.joinPoint(), written);
    long slowest = keep;
    for (int i = 0; i < behind.size(); i++) {
      Viewer viewer = behind.get(i);
      if (viewer.started) {
        slowest = Math.min(slowest, viewer.cursor);
      }
    }
    while (log.tail() < keep && (log.tail() < slowest || log.bytes() > MAX_BEHIND_BYTES)) {
      log.dropOldest();
    }
  }

  private HeadGroup group(Framing framing) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).framing.equals(framing)) {
        return groups.get(i);
      }
    }
    HeadGroup group = new HeadGroup(framing);
    groups.add(group);
    return group;
  }

  private void moveBehind(Viewer viewer) {
    viewer.behindIndex = behind.size();
    behind.add(viewer);
    if (!stallCheckScheduled) {
      stallCheckScheduled = true;
      loop.schedule(this::checkStalls, stallCheckNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void removeBehind(Viewer viewer) {
    Viewer last = behind.removeLast();
    if (last != viewer) {
      behind.set(viewer.behindIndex, last);
      last.behindIndex = viewer.behindIndex;
    }
    viewer.behindIndex = -1;
  }

  private void checkStalls() {
    stallCheckScheduled = false;
    long now = now();
    for (int i = behind.size() - 1; i >= 0; i--) {
      Viewer viewer = behind.get(i);
      if (viewer.writing && viewer.isStalled(now, stallNanos)) {
        counters.viewersStalled().increment();
        viewer.cutOff(ViewerListener.CutOff.STALLED);
      }
    }
    if (!closed && !behind.isEmpty()) {
      stallCheckScheduled = true;
      loop.schedule(this::checkStalls, stallCheckNanos, TimeUnit.NANOSECONDS);
    }
  }
}
