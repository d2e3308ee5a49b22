package live.vitrine.media.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Watches over HTTP-FLV and checks every chunk and every tag, until the response ends or it is
 * closed.
 */
public final class FlvViewer implements AutoCloseable {
  private final Socket socket;
  private final FlvChecker checker = new FlvChecker();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean closing;

  private FlvViewer(Socket socket) {
    this.socket = socket;
  }

  /** Begins to watch; the stream has to be live. */
  public static FlvViewer watch(URI address) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
      String request = "GET %s HTTP/1.1\r\nHost: test\r\n\r\n".formatted(address.getRawPath());
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      ChunkedBody body = ChunkedBody.of(socket.getInputStream());
      FlvViewer viewer = new FlvViewer(socket);
      Thread.ofVirtual().start(() -> viewer.read(body));
      return viewer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(ChunkedBody body) {
    try {
      for (byte[] chunk = body.next(); chunk.length > 0; chunk = body.next()) {
        checker.feed(chunk, chunk.length);
        if (!checker.isAtTagEnd()) {
          throw new AssertionError("a chunk ends within a tag");
        }
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

  /** Whether the connection ended without the response's end, or something was wrong. */
  public boolean isBroken() {
    return end.isCompletedExceptionally();
  }

  @Override
  public void close() {
    closing = true;
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
