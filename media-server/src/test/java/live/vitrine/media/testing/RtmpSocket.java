package live.vitrine.media.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.RtmpMessage;

/** An RTMP client on a socket of the loopback address. Blocks. */
public final class RtmpSocket implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final RtmpPeer peer = new RtmpPeer();
  private final byte[] buffer = new byte[64 * 1024];

  private RtmpSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** A connection on which nothing has been said. */
  public static RtmpSocket open(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new RtmpSocket(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection after the handshake. */
  public static RtmpSocket shaken(int port) {
    RtmpSocket client = open(port);
    client.send(client.peer.opening());
    while (!client.peer.isHandshakeDone()) {
      client.receive();
    }
    return client;
  }

  /** A connection that publishes. */
  public static RtmpSocket publisher(int port, String name) {
    return publisher(port, name, false);
  }

  /** A connection that publishes and may understand a request to reconnect. */
  public static RtmpSocket publisher(int port, String name, boolean reconnecting) {
    RtmpSocket client = shaken(port);
    client.send(
        reconnecting ? client.peer.connectReconnecting("live") : client.peer.connect("live"));
    client.send(client.peer.call(0, "createStream", 2));
    client.send(client.peer.call(1, "publish", 3, name, "live"));
    List<String> codes = client.awaitCode("NetStream.Publish.");
    if (!codes.contains("NetStream.Publish.Start")) {
      throw new AssertionError("not let in: " + codes);
    }
    return client;
  }

  public RtmpPeer peer() {
    return peer;
  }

  public Socket socket() {
    return socket;
  }

  public void send(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends and does not mind that the server has hung up. */
  public void trySend(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException _) {
      // What is asserted is that the server has hung up.
    }
  }

  /** Reads what is there, waiting for it; false at the end. */
  private boolean receive() {
    try {
      int length = in.read(buffer);
      if (length < 0) {
        return false;
      }
      byte[] answer = peer.receive(Arrays.copyOf(buffer, length));
      if (answer.length > 0) {
        out.write(answer);
      }
      return true;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server said nothing for %d ms".formatted(TIMEOUT_MILLIS), e);
    } catch (IOException _) {
      return false;
    }
  }

  /** Reads until a code begins so; the codes until then. */
  public List<String> awaitCode(String prefix) {
    List<String> codes = new ArrayList<>();
    boolean open = true;
    while (open) {
      codes.addAll(RtmpPeer.codes(peer.takeReceived()));
      if (codes.stream().anyMatch(code -> code.startsWith(prefix))) {
        return codes;
      }
      open = receive();
    }
    throw new AssertionError("closed before a code %s: %s".formatted(prefix, codes));
  }

  /** Reads until a status with that code comes; the text member of it that is asked for. */
  public String awaitStatus(String code, String member) {
    boolean open = true;
    while (open) {
      for (RtmpMessage message : peer.takeReceived()) {
        if (message instanceof Command command
            && !command.arguments().isEmpty()
            && command.arguments().getFirst() instanceof AmfMembers information
            && information.string("code").orElse("").equals(code)) {
          return information.string(member).orElse("");
        }
      }
      open = receive();
    }
    throw new AssertionError("closed before " + code);
  }

  /** Reads until a message of that type comes. */
  public void awaitMessage(Class<? extends RtmpMessage> type) {
    while (peer.takeReceived().stream().noneMatch(type::isInstance)) {
      if (!receive()) {
        throw new AssertionError("closed before a " + type.getSimpleName());
      }
    }
  }

  /** Whether the server closes the connection; what it says until then is not looked at. */
  public boolean isClosedByServer() {
    try {
      while (in.read(buffer) >= 0) {
        // Until the end.
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  /** Reads until the server closes; what it said until then, media left out. */
  public List<RtmpMessage> awaitEnd() {
    List<RtmpMessage> messages = new ArrayList<>();
    while (receive()) {
      messages.addAll(peer.takeReceived());
    }
    return messages;
  }

  @Override
  public void close() {
    peer.close();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
