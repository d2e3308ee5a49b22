package live.vitrine.media.benchmark.publisher;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import live.vitrine.media.benchmark.media.Amf0Writer;

/**
 * An RTMP server for one publisher: says yes to everything, or no to publish, and keeps what comes.
 */
final class RtmpSink implements AutoCloseable {
  private static final int HANDSHAKE_BYTES = 1536;
  private static final int COMMAND = 20;

  /** A message as it came. */
  record Message(int type, ByteBuffer body) {}

  final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

  private final ServerSocket listener;
  private final boolean refuse;
  private final Thread thread;

  RtmpSink(boolean refuse) throws IOException {
    this.refuse = refuse;
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread = Thread.ofPlatform().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    try (Socket socket = listener.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      byte[] hello = in.readNBytes(1 + HANDSHAKE_BYTES);
      out.write(hello);
      out.write(hello, 1, HANDSHAKE_BYTES);
      in.readNBytes(HANDSHAKE_BYTES);
      ChunkReader reader = new ChunkReader((type, body) -> message(out, type, body));
      byte[] bytes = new byte[8192];
      for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
        reader.take(ByteBuffer.wrap(bytes, 0, length));
      }
    } catch (IOException gone) {
      // The test is over.
    }
  }

  private void message(OutputStream out, int type, byte[] body) {
    messages.add(new Message(type, ByteBuffer.wrap(body)));
    if (type != COMMAND) {
      return;
    }
    List<Object> values = Amf0Reader.values(body);
    double transaction = values.get(1) instanceof Double number ? number : 0;
    switch (String.valueOf(values.getFirst())) {
      case "connect" ->
          answer(out, new Amf0Writer().string("_result").number(transaction).nothing().nothing());
      case "createStream" ->
          answer(out, new Amf0Writer().string("_result").number(transaction).nothing().number(1));
      case "publish" ->
          answer(
              out,
              new Amf0Writer()
                  .string("onStatus")
                  .number(0)
                  .nothing()
                  .startObject()
                  .key("level")
                  .string(refuse ? "error" : "status")
                  .key("code")
                  .string(refuse ? "NetStream.Publish.BadName" : "NetStream.Publish.Start")
                  .endObject());
      default -> {}
    }
  }

  private static void answer(OutputStream out, Amf0Writer command) {
    byte[] body = command.toByteArray();
    MemorySegment chunks = MemorySegment.ofArray(new byte[body.length + 32]);
    long end = new ChunkWriter(128).write(chunks, 0, 3, COMMAND, 0, 0, MemorySegment.ofArray(body));
    try {
      byte[] bytes = new byte[(int) end];
      chunks.asByteBuffer().get(bytes);
      out.write(bytes);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
