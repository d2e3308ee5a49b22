package live.vitrine.media.rtmp.handshake;

import static live.vitrine.media.rtmp.handshake.HandshakeDigest.PACKET_LENGTH;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.random.RandomGenerator;

/**
 * The client's side of the handshake in its simple form (RTMP section 5.2): for pushing to and
 * pulling from other servers. Nothing in S1 and S2 is checked.
 *
 * <pre>
 *  VERSION --S0--> REPLY_PENDING --S1--> REPLY --taken--> ECHO --S2--> FINISHED
 * </pre>
 *
 * <p>Bytes may come split anywhere.
 */
public final class ClientHandshake {
  private static final int RTMP_VERSION = 3;

  private enum State {
    VERSION,
    REPLY_PENDING,
    REPLY,
    ECHO,
    FINISHED
  }

  private final RandomGenerator random;
  private final byte[] serverPacket = new byte[PACKET_LENGTH];
  private State state = State.VERSION;
  private int received;

  public ClientHandshake(RandomGenerator random) {
    this.random = random;
  }

  /** Makes C0 and C1, which open the connection. The caller owns the buffer. */
  public ByteBuf retainedRequest(ByteBufAllocator allocator) {
    byte[] filler = new byte[PACKET_LENGTH - 8];
    random.nextBytes(filler);
    return allocator
        .buffer(1 + PACKET_LENGTH)
        .writeByte(RTMP_VERSION)
        .writeLong(0)
        .writeBytes(filler);
  }

  /**
   * Consumes what belongs to the handshake and nothing after it.
   *
   * @param in borrowed
   * @throws HandshakeException at the first byte, if it is not RTMP's
   */
  public HandshakeProgress decode(ByteBuf in) {
    while (true) {
      switch (state) {
        case VERSION -> {
          if (!in.isReadable()) {
            return HandshakeProgress.NEEDS_BYTES;
          }
          int version = in.readUnsignedByte();
          if (version != RTMP_VERSION) {
            throw HandshakeException.version(version);
          }
          state = State.REPLY_PENDING;
        }
        case REPLY_PENDING -> {
          if (!readPacket(in)) {
            return HandshakeProgress.NEEDS_BYTES;
          }
          state = State.REPLY;
        }
        case REPLY -> {
          return HandshakeProgress.REPLY_READY;
        }
        case ECHO -> {
          if (!readPacket(in)) {
            return HandshakeProgress.NEEDS_BYTES;
          }
          state = State.FINISHED;
        }
        case FINISHED -> {
          return HandshakeProgress.DONE;
        }
      }
    }
  }

  private boolean readPacket(ByteBuf in) {
    int length = Math.min(in.readableBytes(), PACKET_LENGTH - received);
    in.readBytes(serverPacket, received, length);
    received += length;
    return received == PACKET_LENGTH;
  }

  /**
   * Makes C2, the echo of S1, once {@link HandshakeProgress#REPLY_READY} was answered. The caller
   * owns the buffer.
   */
  public ByteBuf retainedReply(ByteBufAllocator allocator) {
    if (state != State.REPLY) {
      throw new IllegalStateException("no reply in state " + state);
    }
    state = State.ECHO;
    received = 0;
    return allocator.buffer(PACKET_LENGTH).writeBytes(serverPacket);
  }
}
