package live.vitrine.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which anything can be sent, also what no client would send. */
final class RawHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final Socket socket;

  RawHttp(URI site) {
    try {
      socket = new Socket(site.getHost(), site.getPort());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads until the other side closes. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Whether the other side closes within {@code patience}. */
  boolean isClosedWithin(Duration patience) {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      while (socket.getInputStream().read() >= 0) {
        // What it says before does not matter.
      }
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
