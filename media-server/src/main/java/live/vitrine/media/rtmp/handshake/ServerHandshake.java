package live.vitrine.media.rtmp.handshake;

import static live.vitrine.media.rtmp.handshake.HandshakeDigest.PACKET_LENGTH;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of the handshake (RTMP section 5.2).
 *
 * <pre>
 *  VERSION  --C0--> REQUEST --C1--> REPLY --taken--> ECHO --C2--> FINISHED
 * </pre>
 *
 * <p>A C1 that carries a valid digest is answered in the digest form, under the schema it used; any
 * other in the simple form, with server version zero, which tells the client not to look for a
 * digest. C2 is skipped, not compared: real clients send things other than the echo of S1.
 *
 * <p>Bytes may come split anywhere. Holds at most 1,536 bytes, from C0 until the reply is taken.
 */
public final class ServerHandshake {
  private static final int RTMP_VERSION = 3;

  /** What S1 of the digest form says the server is; anything from 3.x.x.x on would do. */
  private static final int DIGEST_SERVER_VERSION = 0x04050001;

  private enum State {
    VERSION,
    REQUEST,
    REPLY,
    ECHO,
    FINISHED
  }

  private final RandomGenerator random;
  private State state = State.VERSION;
  private byte @Nullable [] request;
  private int received;

  /**
   * @param random fills the packets; they need to differ between connections, not to be secret
   */
  public ServerHandshake(RandomGenerator random) {
    this.random = random;
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
          state = State.REQUEST;
        }
        case REQUEST -> {
          if (!readRequest(in)) {
            return HandshakeProgress.NEEDS_BYTES;
          }
          state = State.REPLY;
          received = 0;
        }
        case REPLY -> {
          return HandshakeProgress.REPLY_READY;
        }
        case ECHO -> {
          int skipped = Math.min(in.readableBytes(), PACKET_LENGTH - received);
          in.skipBytes(skipped);
          received += skipped;
          if (received < PACKET_LENGTH) {
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

  private boolean readRequest(ByteBuf in) {
    if (request == null) {
      if (!in.isReadable()) {
        return false;
      }
      request = new byte[PACKET_LENGTH];
    }
    int length = Math.min(in.readableBytes(), PACKET_LENGTH - received);
    in.readBytes(request, received, length);
    received += length;
    return received == PACKET_LENGTH;
  }

  /**
   * Makes S0, S1 and S2 once {@link HandshakeProgress#REPLY_READY} was answered. The caller owns
   * the buffer.
   */
  public ByteBuf retainedReply(ByteBufAllocator allocator) {
    byte[] c1 = request;
    if (state != State.REPLY || c1 == null) {
      throw new IllegalStateException("no reply in state " + state);
    }
    request = null;
    state = State.ECHO;
    Optional<HandshakeDigest> schema =
        hasClientVersion(c1) ? HandshakeDigest.ofClientPacket(c1) : Optional.empty();
    byte[] s1 = new byte[PACKET_LENGTH];
    random.nextBytes(s1);
    writeInt(s1, 0, 0);
    byte[] s2;
    if (schema.isPresent()) {
      writeInt(s1, 4, DIGEST_SERVER_VERSION);
      schema.get().signServerPacket(s1);
      s2 = new byte[PACKET_LENGTH];
      random.nextBytes(s2);
      HandshakeDigest.signServerReply(s2, schema.get().digestIn(c1));
    } else {
      writeInt(s1, 4, 0);
      s2 = c1;
    }
    return allocator
        .buffer(1 + 2 * PACKET_LENGTH)
        .writeByte(RTMP_VERSION)
        .writeBytes(s1)
        .writeBytes(s2);
  }

  /** The simple form has four zero bytes where the digest form names the client's version. */
  private static boolean hasClientVersion(byte[] c1) {
    return (c1[4] | c1[5] | c1[6] | c1[7]) != 0;
  }

  private static void writeInt(byte[] packet, int at, int value) {
    for (int i = 0; i < 4; i++) {
      packet[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }
}
