package live.vitrine.media.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import live.vitrine.media.rtmp.handshake.HandshakeException.Reason;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.Test;

class ClientHandshakeTest {
  private final ClientHandshake handshake = new ClientHandshake(Seeds.random(1));

  @Test
  void opensInTheSimpleForm() {
    ByteBuf request = handshake.retainedRequest(ByteBufAllocator.DEFAULT);

    assertThat(request.readableBytes()).isEqualTo(1 + 1536);
    assertThat(request.readByte()).isEqualTo((byte) 3);
    assertThat(request.readLong()).as("time and zero").isZero();
    request.release();
  }

  @Test
  void takesTheServersBytesOneByOne() {
    ByteBuf server = Unpooled.buffer().writeByte(3).writeZero(2 * 1536).writeByte(2);

    while (handshake.decode(server.readSlice(1)) == HandshakeProgress.NEEDS_BYTES) {
      assertThat(server.readerIndex()).isLessThan(1 + 1536);
    }
    handshake.retainedReply(ByteBufAllocator.DEFAULT).release();
    while (handshake.decode(server.readSlice(1)) == HandshakeProgress.NEEDS_BYTES) {
      assertThat(server.isReadable()).isTrue();
    }

    assertThat(server.readableBytes()).as("chunk stream").isOne();
  }

  @Test
  void refusesAServerThatIsNone() {
    assertThatExceptionOfType(HandshakeException.class)
        .isThrownBy(() -> handshake.decode(Unpooled.wrappedBuffer(new byte[] {'H'})))
        .extracting(HandshakeException::reason)
        .isEqualTo(Reason.NOT_RTMP);
  }

  @Test
  void hasNoReplyBeforeTheServersPacket() {
    assertThatThrownBy(() -> handshake.retainedReply(ByteBufAllocator.DEFAULT))
        .isInstanceOf(IllegalStateException.class);
  }
}
