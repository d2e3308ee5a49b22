package live.vitrine.media.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import live.vitrine.media.rtmp.amf.AmfException;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.rtmp.message.MessageException.Reason;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RtmpMessageDecoderTest {
  private final RtmpMessageDecoder decoder = new RtmpMessageDecoder(AmfLimits.DEFAULT);

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.message.MessageCases#all")
  void decodesEveryCase(MessageCases.Case given) {
    ChunkMessage message =
        message(given.chunkStreamId(), given.typeId(), given.stream(), given.bytes());

    assertThat(decoder.decode(message)).isEqualTo(given.message());
    assertThat(message.payload().refCnt()).as("references to the payload").isZero();
  }

  @ParameterizedTest
  @CsvSource({"8, Audio", "9, Video", "18, Data"})
  void carriesMediaOnInItsOwnBuffer(int typeId, String type) {
    ChunkMessage message = message(4, typeId, 1, HexBytes.bytes("af0102"));

    var media = (MediaMessage) decoder.decode(message);

    assertThat(media.getClass().getSimpleName()).isEqualTo(type);
    assertThat(media.payload()).isSameAs(message.payload());
    assertThat(media.timestamp()).isEqualTo(message.timestamp());
    assertThat(media.messageStreamId()).isEqualTo(1);
    assertTaggable(media.payload(), "af0102");
    media.release();
  }

  /** Time codes of FFmpeg (SRS issue 3803), silence, noise: for the reader to skip. */
  @ParameterizedTest
  @CsvSource({"18, 00000000", "18, ''", "18, ff", "15, 01020304", "15, 1111", "15, 00", "15, ''"})
  void letsDataThroughThatIsNoAmf(int typeId, String notation) {
    byte[] bytes =
        notation.equals("''") || notation.isEmpty() ? new byte[0] : HexBytes.bytes(notation);
    RtmpMessage data = decoder.decode(message(4, typeId, 1, bytes));

    assertThat(data).isInstanceOf(Data.class);
    data.release();
  }

  @ParameterizedTest
  @CsvSource({
    "without the format byte,   00 02 0001 'n' 05,         02 0001 'n' 05",
    "as it is without one,      02 0001 'n' 05,            02 0001 'n' 05",
    "with AMF3 values rewritten, 00 02 0001 'n' 11 06 03 'x', 02 0001 'n' 02 0001 'x'",
    "with 0x11 inside a string, 00 02 0001 11,             02 0001 11",
  })
  void turnsDataOfType15IntoAmf0(String how, String sent, String expected) {
    var data = (Data) decoder.decode(message(4, 15, 1, HexBytes.bytes(sent)));

    assertThat(how).isNotBlank();
    assertTaggable(data.payload(), ByteBufUtil.hexDump(HexBytes.bytes(expected)));
    data.release();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 000080, TRUNCATED",
    "1, 00000000, BAD_VALUE",
    "1, 80000000, BAD_VALUE",
    "2, 00, TRUNCATED",
    "3, 000000, TRUNCATED",
    "4, 00, TRUNCATED",
    "4, 0000 000000, TRUNCATED",
    "4, 0003 00000001 000000, TRUNCATED",
    "4, 0006, TRUNCATED",
    "5, 002625, TRUNCATED",
    "6, 002625a0, TRUNCATED",
    "6, 002625a0 03, BAD_VALUE",
    "20, 05, BAD_COMMAND",
    "20, 02 0001 'c', BAD_COMMAND",
    "20, 02 0001 'c' 05, BAD_COMMAND",
    "20, 00 3ff0000000000000 02 0001 'c', BAD_COMMAND",
    "17, 00, BAD_COMMAND",
    "20, 02 0004 'c', BAD_AMF",
    "20, 07 0000, BAD_AMF",
    "17, 00 11 0c 01, BAD_AMF",
  })
  void refusesAndNamesWhatDoesNotFitTheType(int typeId, String notation, Reason reason) {
    ChunkMessage message = message(3, typeId, 0, HexBytes.bytes(notation));

    assertThatExceptionOfType(MessageException.class)
        .isThrownBy(() -> decoder.decode(message))
        .extracting(MessageException::reason)
        .isEqualTo(reason);
    assertThat(message.payload().refCnt()).as("references to the payload").isZero();
  }

  @Test
  void keepsTheReasonOfBadAmf() {
    ChunkMessage message = message(3, 20, 0, HexBytes.bytes("07 0000"));

    assertThatExceptionOfType(MessageException.class)
        .isThrownBy(() -> decoder.decode(message))
        .havingCause()
        .isInstanceOfSatisfying(
            AmfException.class,
            e -> assertThat(e.reason()).isEqualTo(AmfException.Reason.REFERENCE));
  }

  private static void assertTaggable(ByteBuf payload, String hex) {
    assertThat(ByteBufUtil.hexDump(payload)).isEqualTo(hex);
    assertThat(payload.readerIndex()).isGreaterThanOrEqualTo(11);
    assertThat(payload.writableBytes()).isGreaterThanOrEqualTo(4);
  }

  /** A message as the chunk decoder makes them. */
  static ChunkMessage message(int chunkStreamId, int typeId, int stream, byte[] bytes) {
    ByteBuf payload =
        ByteBufAllocator.DEFAULT
            .directBuffer(15 + bytes.length, 15 + bytes.length)
            .setIndex(11, 11)
            .writeBytes(bytes);
    return new ChunkMessage(chunkStreamId, typeId, 1000, stream, payload);
  }
}
