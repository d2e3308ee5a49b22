package live.vitrine.media.hub;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import live.vitrine.media.flv.FlvTag;

/**
 * One selection of a stream's tracks on its way to viewers: what a late one needs first, the newest
 * group of pictures, and the fan-out of each event loop. Confined to the stream's event loop, apart
 * from what is documented otherwise.
 */
final class Rendition {
  private final LiveStream stream;
  private final TrackSelection selection;
  private final StreamTracks tracks = new StreamTracks();
  private final RunAssembler assembler = new RunAssembler(tracks);
  private final GopCache gop = new GopCache();
  private final List<LoopFanout> fanouts = new ArrayList<>(2);
  private boolean ended;

  /** Each event loop changes its own entry only. */
  private final Map<EventLoop, LoopFanout> fanoutOfLoop = new ConcurrentHashMap<>();

  Rendition(LiveStream stream, TrackSelection selection) {
    this.stream = stream;
    this.selection = selection;
  }

  TrackSelection selection() {
    return selection;
  }

  StreamTracks tracks() {
    return tracks;
  }

  /** A tag of the stream, borrowed; others than the selected tracks' are passed over. */
  void add(FlvTag tag, long now) {
    if (!selection.includes(tag)) {
      return;
    }
    if (tag.isCodedFrame()) {
      tracks.sawFrame(tag);
    } else if (tag.isState() && !tracks.keep(tag)) {
      return;
    }
    if (!assembler.isEmpty() && assembler.mustPrecede(tag)) {
      seal();
    }
    assembler.add(tag.retain(), now);
  }

  /** Sends what has been added, unless it is sound that can wait for a picture. */
  void flush(long now) {
    if (assembler.isDue(now)) {
      seal();
    }
  }

  /** Sends what has been added. */
  void seal() {
    if (assembler.isEmpty()) {
      return;
    }
    TagRun run = assembler.retainedRun();
    gop.add(run);
    for (int i = 0; i < fanouts.size(); i++) {
      LoopFanout fanout = fanouts.get(i);
      run.retain();
      onLoop(fanout, () -> fanout.append(run));
    }
    run.release();
  }

  /** Another publisher follows. */
  void restart() {
    seal();
    tracks.restart();
  }

  /** The stream is over for good. */
  void end() {
    seal();
    ended = true;
    assembler.release();
    gop.clear();
    tracks.release();
    // Fan-outs leave the list as their viewers are finished.
    for (LoopFanout fanout : List.copyOf(fanouts)) {
      onLoop(fanout, fanout::end);
    }
    fanouts.clear();
  }

  /** Begins to send to a viewer. On the viewer's event loop. */
  void subscribe(Viewer viewer) {
    EventLoop loop = viewer.channel.eventLoop();
    LoopFanout fanout = fanoutOfLoop.get(loop);
    if (fanout == null) {
      fanout = new LoopFanout(stream, this, loop, stream.hub().context(loop));
      fanoutOfLoop.put(loop, fanout);
      LoopFanout attached = fanout;
      stream.onOwner(() -> attach(attached));
    }
    fanout.add(viewer);
  }

  private void attach(LoopFanout fanout) {
    List<TagRun> runs = gop.retainedRuns();
    onLoop(fanout, () -> fanout.begin(runs));
    if (ended) {
      onLoop(fanout, fanout::end);
    } else {
      fanouts.add(fanout);
    }
  }

  /** Called by the fan-out, on its event loop, when its last viewer is gone. */
  void detach(LoopFanout fanout) {
    fanoutOfLoop.remove(fanout.loop(), fanout);
    stream.onOwner(() -> fanouts.remove(fanout));
  }

  private static void onLoop(LoopFanout fanout, Runnable task) {
    if (fanout.loop().inEventLoop()) {
      task.run();
    } else {
      fanout.loop().execute(task);
    }
  }
}
