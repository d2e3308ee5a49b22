package live.vitrine.media.benchmark.publisher;

import java.lang.foreign.MemorySegment;
import live.vitrine.media.benchmark.linux.Epoll;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.linux.Posix;
import live.vitrine.media.benchmark.media.Amf0Writer;
import live.vitrine.media.benchmark.player.Player;

/** Plays over RTMP and throws away what comes. Belongs to the loop's thread. */
public final class RtmpPlayer implements Player {
  private static final int HANDSHAKE_BYTES = 1536;
  private static final int COMMAND = 20;
  private static final int COMMAND_CHUNK_STREAM = 3;
  private static final int MESSAGE_STREAM = 1;
  private static final double NEWEST_OR_RECORDED = -2;

  private final EventLoop loop;
  private final PublishAddress address;
  private final int socket;
  private final int index;
  private final ChunkWriter writer = new ChunkWriter(128);
  private boolean connecting = true;
  private long handshakeLeft = 1 + 2 * HANDSHAKE_BYTES;
  private long bytes;
  private boolean over;

  /** Connects and plays {@code address}, as a publisher would push to it. */
  public RtmpPlayer(EventLoop loop, PublishAddress address) {
    this.loop = loop;
    this.address = address;
    socket = loop.sockets().connect(address.port());
    index = loop.register(socket, Epoll.OUT, _ -> ready());
  }

  /** Bytes that came behind the handshake. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void pause() {
    interest(0);
  }

  @Override
  public void resume() {
    interest(Epoll.IN);
  }

  private void interest(int interest) {
    if (!over && !connecting) {
      loop.interest(index, interest);
    }
  }

  @Override
  public void close() {
    over = true;
    loop.close(index);
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public long dueNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public void act() {}

  private void ready() {
    if (over) {
      return;
    }
    if (connecting) {
      connected();
      return;
    }
    long length = loop.receive(socket);
    if (length == -Posix.EAGAIN) {
      return;
    }
    if (length <= 0) {
      close();
      return;
    }
    if (handshakeLeft == 0) {
      bytes += length;
      return;
    }
    handshakeLeft = Math.max(0, handshakeLeft - length);
    if (handshakeLeft == 0) {
      play();
    }
  }

  private void connected() {
    if (loop.sockets().error(socket) != 0) {
      close();
      return;
    }
    connecting = false;
    loop.interest(index, Epoll.IN);
    byte[] hello = new byte[1 + HANDSHAKE_BYTES];
    hello[0] = 3;
    loop.buffer().copyFrom(MemorySegment.ofArray(hello));
    send(hello.length);
  }

  /** Everything at once: the server reads it in order, and the first message stream is 1. */
  private void play() {
    MemorySegment out = loop.buffer();
    // C2: whatever S1 said, no server that is alive looks at it.
    out.asSlice(0, HANDSHAKE_BYTES).fill((byte) 0);
    long at = HANDSHAKE_BYTES;
    at =
        command(
            out,
            at,
            0,
            new Amf0Writer()
                .string("connect")
                .number(1)
                .startObject()
                .key("app")
                .string(address.app())
                .key("tcUrl")
                .string(address.tcUrl())
                .endObject());
    at = command(out, at, 0, new Amf0Writer().string("createStream").number(2).nothing());
    at =
        command(
            out,
            at,
            MESSAGE_STREAM,
            new Amf0Writer()
                .string("play")
                .number(3)
                .nothing()
                .string(address.stream())
                .number(NEWEST_OR_RECORDED));
    send(at);
  }

  private long command(MemorySegment out, long at, int stream, Amf0Writer command) {
    return writer.write(
        out,
        at,
        COMMAND_CHUNK_STREAM,
        COMMAND,
        stream,
        0,
        MemorySegment.ofArray(command.toByteArray()));
  }

  private void send(long length) {
    if (loop.posix().send(socket, loop.buffer(), length) != length) {
      close();
    }
  }
}
