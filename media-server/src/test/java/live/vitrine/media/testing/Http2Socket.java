package live.vitrine.media.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client of HTTP/2 that writes its frames by hand, well-formed or not. */
public final class Http2Socket implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;

  private static final int PATIENCE_MILLIS = 20_000;

  private final SSLSocket socket;
  private final DataInputStream in;

  /** A frame from the server. */
  public static final class Frame {
    private final int type;
    private final int flags;
    private final int stream;
    private final byte[] payload;

    private Frame(int type, int flags, int stream, byte[] payload) {
      this.type = type;
      this.flags = flags;
      this.stream = stream;
      this.payload = payload;
    }

    public int type() {
      return type;
    }

    public int stream() {
      return stream;
    }

    public boolean isEnd() {
      return (flags & END_STREAM) != 0;
    }

    public byte[] payload() {
      return payload;
    }

    /** Of GOAWAY and RST_STREAM, its error code. */
    public int error() {
      int at = type == GOAWAY ? 4 : 0;
      return payload[at] << 24 | payload[at + 1] << 16 | payload[at + 2] << 8 | payload[at + 3];
    }
  }

  private Http2Socket(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** TLS with ALPN, and nothing of HTTP/2 yet. */
  public static Http2Socket connect(int port) {
    try {
      SSLSocket socket =
          (SSLSocket)
              TrustAll.context()
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), port);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
      if (!socket.getApplicationProtocol().equals("h2")) {
        throw new AssertionError("the server chose " + socket.getApplicationProtocol());
      }
      return new Http2Socket(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With preface and SETTINGS. */
  public static Http2Socket open(int port) {
    Http2Socket opened = connect(port);
    opened.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    opened.frame(SETTINGS, 0, 0);
    return opened;
  }

  /** Bytes as they are; a server that has hung up does not matter. */
  public void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException _) {
      // What the server has sent before says why.
    }
  }

  /** A frame. */
  public void frame(int type, int flags, int stream, int... payload) {
    byte[] bytes = new byte[payload.length];
    for (int i = 0; i < payload.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    send(frameBytes(type, flags, stream, bytes));
  }

  /** The bytes of a frame. */
  public static byte[] frameBytes(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = payload.length;
    out.writeBytes(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
    out.writeBytes(new byte[] {(byte) type, (byte) flags});
    out.writeBytes(new byte[] {0, 0, (byte) (stream >> 8), (byte) stream});
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** A GET request's header block; the path has less than 127 characters. */
  public static byte[] get(String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // Static table: GET, https, then path and authority as literals without indexing.
    out.writeBytes(new byte[] {(byte) 0x82, (byte) 0x87});
    literal(out, 4, path);
    literal(out, 1, "test");
    return out.toByteArray();
  }

  private static void literal(ByteArrayOutputStream out, int name, String value) {
    out.write(name);
    out.write(value.length());
    out.writeBytes(value.getBytes(US_ASCII));
  }

  /** A field with a new name. */
  public static byte[] field(String name, String value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(name.length());
    out.writeBytes(name.getBytes(US_ASCII));
    out.write(value.length());
    out.writeBytes(value.getBytes(US_ASCII));
    return out.toByteArray();
  }

  /** Asks for a path. */
  public void request(int stream, String path) {
    send(frameBytes(HEADERS, END_HEADERS | END_STREAM, stream, get(path)));
  }

  /** The next frame; null when the server has closed the connection. */
  public @Nullable Frame read() {
    try {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = new byte[length];
      in.readFully(payload);
      return new Frame(type, flags, stream, payload);
    } catch (EOFException _) {
      return null;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server says nothing", e);
    } catch (IOException _) {
      return null;
    }
  }

  /** The next frame of this type; fails when the server closes the connection before. */
  public Frame await(int type) {
    Frame frame = read();
    while (frame != null && frame.type() != type) {
      frame = read();
    }
    if (frame == null) {
      throw new AssertionError("closed before a frame of type " + type);
    }
    return frame;
  }

  /** Whether the server closes the connection, whatever it sends before. */
  public boolean isClosedByServer() {
    Frame frame = read();
    while (frame != null) {
      frame = read();
    }
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
