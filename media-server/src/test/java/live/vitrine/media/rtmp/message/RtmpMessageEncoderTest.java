package live.vitrine.media.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RtmpMessageEncoderTest {
  private final RtmpMessageEncoder encoder = new RtmpMessageEncoder(ByteBufAllocator.DEFAULT);
  private final ChunkEncoder chunks = new ChunkEncoder(ByteBufAllocator.DEFAULT);

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.message.MessageCases#bothWays")
  void encodesWhatIsDecoded(MessageCases.Case given) {
    ChunkMessage encoded = encoder.retainedMessage(given.message());

    assertThat(encoded.chunkStreamId()).isEqualTo(given.chunkStreamId());
    assertThat(encoded.typeId()).isEqualTo(given.typeId());
    assertThat(encoded.messageStreamId()).isEqualTo(given.stream());
    assertThat(ByteBufUtil.getBytes(encoded.payload())).isEqualTo(given.bytes());
    encoded.payload().release();
  }

  static Stream<MediaMessage> media() {
    ByteBuf payload = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});
    return Stream.of(
        new Audio(1, 5, payload.copy()), new Video(1, 5, payload.copy()), new Data(1, 5, payload));
  }

  @ParameterizedTest
  @MethodSource("media")
  void sharesThePayloadOfMedia(MediaMessage message) {
    ChunkMessage encoded = encoder.retainedMessage(message);

    assertThat(encoded.timestamp()).isEqualTo(5);
    assertThat(encoded.messageStreamId()).isEqualTo(1);
    assertThat(encoded.payload()).isEqualTo(message.payload());
    assertThat(message.payload().refCnt()).isEqualTo(2);
    encoded.payload().release();
    message.release();
  }

  @Test
  void givesEachKindOfMediaAChunkStreamOfItsOwn() {
    assertThat(media().map(this::chunkStreamId).distinct()).hasSize(3);
  }

  private int chunkStreamId(MediaMessage message) {
    ChunkMessage encoded = encoder.retainedMessage(message);
    encoded.payload().release();
    message.release();
    return encoded.chunkStreamId();
  }

  @Test
  void goesOnInTheChunkSizeItHasAnnounced() {
    ByteBuf bytes = encoder.retainedChunks(new SetChunkSize(60_000), chunks);

    assertThat(ByteBufUtil.getBytes(bytes))
        .isEqualTo(HexBytes.bytes("02 000000 000004 01 00000000 0000ea60"));
    assertThat(chunks.chunkSize()).isEqualTo(60_000);
    bytes.release();
  }

  @Test
  void refusesMessagesThatAreNeverSent() {
    assertThatThrownBy(() -> encoder.retainedMessage(new Unknown(16, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encoder.retainedMessage(new Aggregate(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
