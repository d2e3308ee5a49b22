package live.vitrine.media.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Watches over HTTP-FLV and checks every tag, until the response ends or it is closed. */
public final class FlvViewer implements AutoCloseable {
  private final HttpURLConnection connection;
  private final FlvChecker checker = new FlvChecker();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean closing;

  private FlvViewer(HttpURLConnection connection) {
    this.connection = connection;
  }

  /** Begins to watch; the stream has to be live. */
  public static FlvViewer watch(URI address) {
    try {
      FlvViewer viewer = new FlvViewer((HttpURLConnection) address.toURL().openConnection());
      InputStream body = viewer.connection.getInputStream();
      Thread.ofVirtual().start(() -> viewer.read(body));
      return viewer;
    } catch (IOException e) {
      throw new AssertionError(address + " cannot be watched", e);
    }
  }

  private void read(InputStream body) {
    byte[] buffer = new byte[64 * 1024];
    try (body) {
      for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
        checker.feed(buffer, length);
      }
      end.complete(null);
    } catch (IOException | AssertionError e) {
      if (closing) {
        end.complete(null);
      } else {
        end.completeExceptionally(e);
      }
    }
  }

  /** Everything so far. Fails when the connection broke or a tag was wrong. */
  public List<FlvChecker.Tag> tags() {
    if (end.isCompletedExceptionally()) {
      end.join();
    }
    return checker.tags();
  }

  public FlvChecker checker() {
    return checker;
  }

  /** Whether the response has come to its proper end. */
  public boolean isEnded() {
    return end.isDone() && !end.isCompletedExceptionally();
  }

  public boolean isBroken() {
    return end.isCompletedExceptionally();
  }

  @Override
  public void close() {
    closing = true;
    connection.disconnect();
  }
}
