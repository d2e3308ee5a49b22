package live.vitrine.media.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.stream.Stream;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, on either side: progress or a {@link HandshakeException}. */
class HandshakeFuzzTest {
  private static final int LENGTH = 1 + 2 * 1536;

  static Stream<Arguments> seeds() {
    byte[] version = {3};
    return Stream.of(
            version,
            new byte[] {6},
            Arrays.copyOf(version, LENGTH),
            Arrays.copyOf(version, LENGTH + 4))
        .map(bytes -> Arguments.of((Object) bytes));
  }

  @MethodSource("seeds")
  @FuzzTest
  void serverTakesAnything(byte[] bytes) {
    var handshake = new ServerHandshake(Seeds.random(1));
    ByteBuf in = Unpooled.buffer().writeBytes(bytes);
    try {
      if (handshake.decode(in) == HandshakeProgress.REPLY_READY) {
        assertThat(in.readerIndex()).isEqualTo(1 + 1536);
        ByteBuf reply = handshake.retainedReply(UnpooledByteBufAllocator.DEFAULT);
        assertThat(reply.readableBytes()).isEqualTo(LENGTH);
        reply.release();
        checkEnd(handshake.decode(in), in, bytes.length);
      }
    } catch (HandshakeException e) {
      assertThat(bytes[0]).isNotEqualTo((byte) 3);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void clientTakesAnything(byte[] bytes) {
    var handshake = new ClientHandshake(Seeds.random(1));
    ByteBuf in = Unpooled.buffer().writeBytes(bytes);
    try {
      if (handshake.decode(in) == HandshakeProgress.REPLY_READY) {
        handshake.retainedReply(UnpooledByteBufAllocator.DEFAULT).release();
        checkEnd(handshake.decode(in), in, bytes.length);
      }
    } catch (HandshakeException e) {
      assertThat(bytes[0]).isNotEqualTo((byte) 3);
    }
  }

  private static void checkEnd(HandshakeProgress progress, ByteBuf in, int length) {
    assertThat(progress)
        .isEqualTo(length < LENGTH ? HandshakeProgress.NEEDS_BYTES : HandshakeProgress.DONE);
    assertThat(in.readableBytes()).isEqualTo(Math.max(0, length - LENGTH));
  }
}
