package live.vitrine.media.benchmark.player;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import live.vitrine.media.benchmark.linux.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * A player of low-latency HLS that keeps up: one connection always waits for the playlist with the
 * next part, the other always for that part itself, as its preload hint allows. Belongs to the
 * loop's thread.
 */
public final class LowLatencyPlayer implements Player {
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final EventLoop loop;
  private final LowLatencyStream stream;
  private final LowLatencyFigures figures;
  private final Body playlist = new Body();
  private final Deque<Part> wanted = new ArrayDeque<>();
  private HttpConnection playlists;
  private HttpConnection media;
  private @Nullable Part asked;
  private @Nullable Part newest;
  private @Nullable Body looking;
  private long retryNanos = Long.MAX_VALUE;
  private boolean closed;

  /** Connects twice and begins at the live edge. */
  public LowLatencyPlayer(EventLoop loop, LowLatencyStream stream) {
    this.loop = loop;
    this.stream = stream;
    this.figures = stream.figures();
    playlists = connectForPlaylists();
    media = connectForMedia();
    playlists.ask(stream.firstRequest());
  }

  private HttpConnection connectForPlaylists() {
    return new HttpConnection(loop, stream.port(), new Playlists());
  }

  private HttpConnection connectForMedia() {
    return new HttpConnection(loop, stream.port(), new Media());
  }

  @Override
  public boolean isOver() {
    return closed;
  }

  @Override
  public long dueNanos() {
    return retryNanos;
  }

  /** Begins anew after something went wrong. */
  @Override
  public void act() {
    retryNanos = Long.MAX_VALUE;
    playlists.close();
    media.close();
    stopLooking();
    wanted.clear();
    newest = null;
    playlists = connectForPlaylists();
    media = connectForMedia();
    playlists.ask(stream.firstRequest());
  }

  @Override
  public void pause() {
    playlists.pause();
    media.pause();
  }

  @Override
  public void resume() {
    playlists.resume();
    media.resume();
  }

  @Override
  public void close() {
    closed = true;
    retryNanos = Long.MAX_VALUE;
    stopLooking();
    playlists.close();
    media.close();
  }

  private void later(String problem) {
    figures.problem(problem);
    if (!closed) {
      retryNanos = Math.min(retryNanos, System.nanoTime() + RETRY_NANOS);
    }
  }

  private void stopLooking() {
    if (looking != null && asked != null) {
      asked.reader = null;
    }
    looking = null;
  }

  private void next(Part hint) {
    Part last = newest;
    newest = hint;
    if (last == null || hint.follows(last)) {
      wanted.add(hint);
    } else {
      catchUp(last, hint);
    }
  }

  /** More than one part came at once, or the last hint was not kept. */
  private void catchUp(Part last, Part hint) {
    List<String> names = playlist.parts();
    int at = names.indexOf(last.name);
    for (String name : names.subList(at + 1, names.size())) {
      Part part = stream.part(name);
      if (part != null && (at >= 0 || part.sequence > last.sequence)) {
        wanted.add(part);
      }
    }
    if (at < 0 && !wanted.contains(last)) {
      figures.problem("hint not kept");
    }
    wanted.add(hint);
  }

  private void askForMedia() {
    if (media.isIdle() && !wanted.isEmpty()) {
      asked = wanted.removeFirst();
      media.ask(asked.request);
    }
  }

  private final class Playlists implements HttpConnection.Listener {
    @Override
    public void body(int status, MemorySegment data, long from, long to) {
      playlist.add(data, from, to);
    }

    @Override
    public void answered(int status) {
      figures.bytes += playlists.takeBytes();
      String name = status == 200 ? playlist.hint() : null;
      Part hint = name == null ? null : stream.part(name);
      if (hint == null || hint == newest) {
        boolean ended = status == 200 && playlist.text().contains("#EXT-X-ENDLIST");
        playlist.clear();
        if (ended) {
          close();
          return;
        }
        if (status == 503) {
          figures.unavailable++;
        }
        later("playlist " + status + (status == 200 ? " without news" : ""));
        return;
      }
      figures.playlists++;
      if (newest != null) {
        newest.delivered(false, playlists.askedNanos(), playlists.readNanos(), figures);
      }
      next(hint);
      playlist.clear();
      // The part first: it is what is played.
      askForMedia();
      playlists.ask(hint.playlistRequest);
    }

    @Override
    public void lost(String why) {
      later("playlist connection: " + why);
    }
  }

  private final class Media implements HttpConnection.Listener {
    @Override
    public void body(int status, MemorySegment data, long from, long to) {
      Part part = asked;
      if (part != null && part.reader == null && looking == null && status == 200) {
        part.reader = LowLatencyPlayer.this;
        looking = new Body();
      }
      if (looking != null) {
        looking.add(data, from, to);
      }
      if (status == 200) {
        figures.mediaBytes += to - from;
      }
    }

    @Override
    public void answered(int status) {
      figures.bytes += media.takeBytes();
      Part part = asked;
      if (part != null && status == 200) {
        figures.parts++;
        part.delivered(true, media.askedNanos(), media.readNanos(), figures);
        if (looking != null) {
          stream.read(part, looking);
          looking = null;
        }
      } else {
        figures.missed++;
        figures.problem("part " + status);
        if (status == 503) {
          figures.unavailable++;
        }
      }
      askForMedia();
    }

    @Override
    public void lost(String why) {
      figures.missed++;
      later("part connection: " + why);
    }
  }
}
