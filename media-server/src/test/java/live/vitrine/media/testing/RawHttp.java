package live.vitrine.media.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection to an HTTP port over which a test sends whatever it likes. Blocks. */
public final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MOST = 1 << 20;

  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  public static RawHttp open(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new RawHttp(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Socket socket() {
    return socket;
  }

  /** Sends text, one byte per character. */
  public void send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends and does not mind that the server has hung up. */
  public void trySend(String text) {
    try {
      send(text);
    } catch (UncheckedIOException _) {
      // What is asserted is what the server said before.
    }
  }

  /** The answer's first line. */
  public String statusLine() {
    var line = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      throw new AssertionError("no answer, only " + line.toString(ISO_8859_1), e);
    }
    return line.toString(ISO_8859_1).strip();
  }

  /** Everything until the server closes, or the first megabyte. */
  public String readAll() {
    var all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      for (int length = in.read(buffer);
          length >= 0 && all.size() < MOST;
          length = in.read(buffer)) {
        all.write(buffer, 0, length);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("left open after " + all.toString(ISO_8859_1), e);
    } catch (IOException _) {
      // A reset is an end too.
    }
    return all.toString(ISO_8859_1);
  }

  /** Whether the server closes the connection, whatever it says before. */
  public boolean isClosedByServer() {
    readAll();
    return true;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
