package live.vitrine.media.rtmp.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.stream.IntStream;
import live.vitrine.media.rtmp.handshake.HandshakeException.Reason;
import live.vitrine.media.testing.HexBytes;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {
  private static final byte[] PLAYER_KEY = "Genuine Adobe Flash Player 001".getBytes(US_ASCII);
  private static final byte[] SERVER_KEY =
      "Genuine Adobe Flash Media Server 001".getBytes(US_ASCII);

  /** The server's text and the 32 bytes behind it, as rtmpdump and FFmpeg have them. */
  private static final byte[] SERVER_FULL_KEY =
      HexBytes.bytes(
          "47656e75696e652041646f626520466c617368204d656469612053657276657220303031"
              + "f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");

  private final ServerHandshake handshake = new ServerHandshake(Seeds.random(1));

  @Test
  void answersTheSimpleFormWithVersionZeroAndTheEcho() {
    byte[] c1 = simplePacket(7);

    byte[] reply = reply(c1);

    assertThat(reply).hasSize(1 + 2 * 1536);
    assertThat(reply[0]).isEqualTo((byte) 3);
    assertThat(Arrays.copyOfRange(reply, 5, 9)).containsOnly(0);
    assertThat(Arrays.copyOfRange(reply, 1 + 1536, reply.length)).isEqualTo(c1);
  }

  /** Offset bytes that put the digest first, last, and past the wrap of their sum. */
  @ParameterizedTest
  @CsvSource({
    "772, 00000000", "772, ff000000", "772, d7ffff02", "772, ffffffff", "772, 01020304",
    "8, 00000000", "8, ff000000", "8, d7ffff02", "8, ffffffff", "8, 01020304",
  })
  void answersTheDigestFormUnderTheSchemaOfTheClient(int block, String offset) {
    byte[] c1 = simplePacket(9);
    put(c1, 4, HexBytes.bytes("80000702"));
    put(c1, block, HexBytes.bytes(offset));
    byte[] digest = digest(c1, position(c1, block), PLAYER_KEY);
    put(c1, position(c1, block), digest);

    byte[] reply = reply(c1);

    byte[] s1 = Arrays.copyOfRange(reply, 1, 1 + 1536);
    int at = position(s1, block);
    assertThat(Arrays.copyOfRange(s1, 4, 8)).as("server version").isNotEqualTo(new byte[4]);
    assertThat(Arrays.copyOfRange(s1, at, at + 32)).isEqualTo(digest(s1, at, SERVER_KEY));
    byte[] s2 = Arrays.copyOfRange(reply, 1 + 1536, reply.length);
    byte[] key = Hmac.sha256(SERVER_FULL_KEY, digest);
    assertThat(Arrays.copyOfRange(s2, 1504, 1536))
        .isEqualTo(Hmac.sha256(key, Arrays.copyOf(s2, 1504)));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 772})
  void answersABrokenDigestInTheSimpleForm(int block) {
    byte[] c1 = simplePacket(9);
    put(c1, 4, HexBytes.bytes("80000702"));
    byte[] digest = digest(c1, position(c1, block), PLAYER_KEY);
    digest[31] ^= 1;
    put(c1, position(c1, block), digest);

    byte[] reply = reply(c1);

    assertThat(Arrays.copyOfRange(reply, 1 + 1536, reply.length)).isEqualTo(c1);
  }

  static IntStream splits() {
    return IntStream.of(1, 2, 7, 100, 1535, 1536, 1537, 1538, 2000, 3072, 3073, 3074);
  }

  @ParameterizedTest
  @MethodSource("splits")
  void takesTheBytesInPiecesOfAnySize(int size) {
    ByteBuf all = Unpooled.buffer();
    all.writeByte(3).writeBytes(simplePacket(1)).writeBytes(simplePacket(2)).writeInt(0x03000000);

    int replies = 0;
    ByteBuf pending = Unpooled.buffer();
    HandshakeProgress progress = HandshakeProgress.NEEDS_BYTES;
    while (progress != HandshakeProgress.DONE) {
      pending.writeBytes(all, Math.min(size, all.readableBytes()));
      progress = handshake.decode(pending);
      if (progress == HandshakeProgress.REPLY_READY) {
        handshake.retainedReply(ByteBufAllocator.DEFAULT).release();
        replies++;
        progress = handshake.decode(pending);
      }
      if (progress == HandshakeProgress.NEEDS_BYTES) {
        assertThat(pending.isReadable()).as("bytes left").isFalse();
      }
    }

    assertThat(replies).isOne();
    assertThat(pending.readableBytes() + all.readableBytes())
        .as("first bytes of the chunk stream")
        .isEqualTo(4);
  }

  @Test
  void doesNotInsistOnTheEcho() {
    byte[] unusedReply = reply(simplePacket(1));

    assertThat(handshake.decode(Unpooled.wrappedBuffer(new byte[1536])))
        .isEqualTo(HandshakeProgress.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 47, NOT_RTMP",
    "TLS, 16, NOT_RTMP",
    "zero, 00, NOT_RTMP",
    "four, 04, NOT_RTMP",
    "RTMPE, 06, ENCRYPTED",
    "RTMPE with XTEA, 08, ENCRYPTED",
    "last, ff, NOT_RTMP",
  })
  void refusesAnotherProtocolAtItsFirstByte(String what, String first, Reason reason) {
    ByteBuf in = Unpooled.wrappedBuffer(HexBytes.bytes(first));

    assertThatExceptionOfType(HandshakeException.class)
        .as(what)
        .isThrownBy(() -> handshake.decode(in))
        .extracting(HandshakeException::reason)
        .isEqualTo(reason);
  }

  @Test
  void hasNoReplyBeforeTheRequestAndOnlyOneAfter() {
    assertThatThrownBy(() -> handshake.retainedReply(ByteBufAllocator.DEFAULT))
        .isInstanceOf(IllegalStateException.class);

    byte[] unusedReply = reply(simplePacket(1));

    assertThatThrownBy(() -> handshake.retainedReply(ByteBufAllocator.DEFAULT))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void understandsItsOwnClientSide() {
    var client = new ClientHandshake(Seeds.random(2));
    ByteBuf toServer = Unpooled.buffer();
    ByteBuf toClient = Unpooled.buffer();

    append(toServer, client.retainedRequest(ByteBufAllocator.DEFAULT));
    assertThat(handshake.decode(toServer)).isEqualTo(HandshakeProgress.REPLY_READY);
    append(toClient, handshake.retainedReply(ByteBufAllocator.DEFAULT));
    byte[] s1 = ByteBufUtil.getBytes(toClient, 1, 1536);
    assertThat(client.decode(toClient)).isEqualTo(HandshakeProgress.REPLY_READY);
    append(toServer, client.retainedReply(ByteBufAllocator.DEFAULT));

    assertThat(ByteBufUtil.getBytes(toServer)).as("C2").isEqualTo(s1);
    assertThat(client.decode(toClient)).isEqualTo(HandshakeProgress.DONE);
    assertThat(handshake.decode(toServer)).isEqualTo(HandshakeProgress.DONE);
    assertThat(toClient.isReadable() || toServer.isReadable()).as("bytes left").isFalse();
  }

  private byte[] reply(byte[] c1) {
    ByteBuf in = Unpooled.wrappedBuffer(new byte[] {3}, c1);
    assertThat(handshake.decode(in)).isEqualTo(HandshakeProgress.REPLY_READY);
    ByteBuf reply = handshake.retainedReply(ByteBufAllocator.DEFAULT);
    try {
      return ByteBufUtil.getBytes(reply);
    } finally {
      reply.release();
    }
  }

  private static void append(ByteBuf to, ByteBuf bytes) {
    to.writeBytes(bytes);
    bytes.release();
  }

  private static byte[] simplePacket(int seed) {
    byte[] packet = new byte[1536];
    Seeds.random(seed).nextBytes(packet);
    Arrays.fill(packet, 4, 8, (byte) 0);
    return packet;
  }

  /** Where the digest of the block that begins at {@code block} lies. */
  private static int position(byte[] packet, int block) {
    int sum = IntStream.range(block, block + 4).map(i -> packet[i] & 0xFF).sum();
    return sum % 728 + block + 4;
  }

  private static byte[] digest(byte[] packet, int at, byte[] key) {
    byte[] rest = new byte[1504];
    System.arraycopy(packet, 0, rest, 0, at);
    System.arraycopy(packet, at + 32, rest, at, 1504 - at);
    return Hmac.sha256(key, rest);
  }

  private static void put(byte[] packet, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, packet, at, bytes.length);
  }
}
