package live.vitrine.media.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBufUtil;
import java.util.List;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.rtmp.message.MessageException.Reason;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateDecoderTest {
  private static final String AUDIO = "08 000002 00000a 00 000000 af01 0000000d";
  private static final String VIDEO = "09 000003 00002a 00 000000 270100 0000000e";

  private final RtmpMessageDecoder decoder = new RtmpMessageDecoder(AmfLimits.DEFAULT);

  @Test
  void movesTheTimesSoThatTheFirstIsTheAggregates() {
    Aggregate aggregate = decode(AUDIO + " " + VIDEO);

    // The test's messages are at 1,000 ms; the parts are 32 ms apart.
    assertThat(aggregate.messages())
        .extracting(MediaMessage::timestamp)
        .containsExactly(1000L, 1032L);
    assertThat(aggregate.messages().get(0)).isInstanceOf(Audio.class);
    assertThat(aggregate.messages().get(1)).isInstanceOf(Video.class);
    aggregate.release();
  }

  @Test
  void wrapsTimesAt32Bits() {
    // From 2^32 - 1 to 41: 42 ms.
    Aggregate aggregate =
        decode("08 000000 ffffff ff 000000 0000000b 08 000000 000029 00 000000 0000000b");

    assertThat(aggregate.messages())
        .extracting(MediaMessage::timestamp)
        .containsExactly(1000L, 1042L);
    aggregate.release();
  }

  @Test
  void givesEachPartABufferWithRoomForATag() {
    Aggregate aggregate = decode(AUDIO + " " + VIDEO);

    for (MediaMessage part : aggregate.messages()) {
      assertThat(part.payload().readerIndex()).isEqualTo(11);
      assertThat(part.payload().writableBytes()).isGreaterThanOrEqualTo(4);
      assertThat(part.messageStreamId()).isEqualTo(1);
    }
    assertThat(aggregate.messages())
        .extracting(part -> ByteBufUtil.hexDump(part.payload()))
        .isEqualTo(List.of("af01", "270100"));
    aggregate.release();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 0000", " 000000"})
  void doesWithoutTheLastBackPointer(String rest) {
    Aggregate aggregate = decode("08 000002 00000a 00 000000 af01" + rest);

    assertThat(aggregate.messages()).hasSize(1);
    aggregate.release();
  }

  @Test
  void skipsPartsThatAreNoMedia() {
    Aggregate aggregate = decode("14 000001 00000a 00 000000 05 0000000c " + VIDEO);

    assertThat(aggregate.messages()).hasSize(1).first().isInstanceOf(Video.class);
    aggregate.release();
  }

  @ParameterizedTest
  @CsvSource({
    "08",
    "08 000002 00000a 00 0000",
    "08 000003 00000a 00 000000 af01",
    "'" + AUDIO + " 09'"
  })
  void refusesAnAggregateThatEndsInsideAMessage(String notation) {
    assertRefused(HexBytes.bytes(notation));
  }

  @Test
  void refusesMoreMessagesThanAnyoneSends() {
    String empty = "08 000000 000000 00 000000 0000000b ";
    decode(empty.repeat(1024)).release();

    assertRefused(HexBytes.bytes(empty.repeat(1025)));
  }

  private void assertRefused(byte[] bytes) {
    ChunkMessage message = RtmpMessageDecoderTest.message(6, 22, 1, bytes);

    assertThatExceptionOfType(MessageException.class)
        .isThrownBy(() -> decoder.decode(message))
        .extracting(MessageException::reason)
        .isEqualTo(Reason.BAD_AGGREGATE);
  }

  private Aggregate decode(String notation) {
    ChunkMessage message = RtmpMessageDecoderTest.message(6, 22, 1, HexBytes.bytes(notation));
    return (Aggregate) decoder.decode(message);
  }
}
