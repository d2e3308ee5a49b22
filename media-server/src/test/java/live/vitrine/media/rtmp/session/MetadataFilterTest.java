package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.rtmp.amf.Amf0Decoder;
import live.vitrine.media.rtmp.amf.Amf0Encoder;
import live.vitrine.media.rtmp.amf.AmfEcmaArray;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.testing.HexBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataFilterTest {
  private static final AmfObject FIGURES =
      AmfObject.EMPTY
          .with("duration", 12.5)
          .with("width", 1280)
          .with("filesize", 1e6)
          .with("encoder", "test");

  private final MetadataFilter filter = new MetadataFilter();

  private static ByteBuf encoded(AmfValue... values) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer();
    Amf0Encoder.encodeAll(List.of(values), buffer);
    return buffer;
  }

  private @Nullable List<AmfValue> filtered(ByteBuf payload) {
    ByteBuf script = filter.take(payload);
    if (script == null) {
      return null;
    }
    // Fails unless there is room around the payload.
    FlvTag tag = FlvTag.take(TagType.SCRIPT, 0, script);
    try {
      return new Amf0Decoder(AmfLimits.DEFAULT)
          .decodeAll(tag.buffer().slice(tag.payloadIndex(), tag.payloadLength()));
    } finally {
      tag.release();
    }
  }

  @Test
  void carriesOutTheOrderToKeepAndDropsLengths() {
    AmfEcmaArray array = new AmfEcmaArray(FIGURES.members());

    List<AmfValue> values =
        filtered(encoded(new AmfString("@setDataFrame"), new AmfString("onMetaData"), array));

    var rest = new LinkedHashMap<String, AmfValue>();
    rest.put("width", new AmfNumber(1280));
    rest.put("encoder", new AmfString("test"));
    assertThat(values).containsExactly(new AmfString("onMetaData"), new AmfEcmaArray(rest));
  }

  @Test
  void makesAnArrayOfMetadataSentAsObject() {
    List<AmfValue> values = filtered(encoded(new AmfString("onMetaData"), FIGURES));

    assertThat(values).hasSize(2).last().isInstanceOf(AmfEcmaArray.class);
  }

  @Test
  void passesOtherEventsAsTheyAre() {
    List<AmfValue> values = filtered(encoded(new AmfString("onCuePoint"), FIGURES));

    assertThat(values).containsExactly(new AmfString("onCuePoint"), FIGURES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // FFmpeg's time code, nothing, a number, only the order, a cut string, an unknown marker
        "00 00 00 2a",
        "",
        "00 4024000000000000",
        "02 000d '@setDataFrame'",
        "02 00ff 'on'",
        "02 0002 'on' 7f"
      })
  void dropsWhatNoViewerCouldRead(String notation) {
    byte[] bytes = HexBytes.bytes(notation);

    assertThat(filtered(ByteBufAllocator.DEFAULT.directBuffer(64).writeBytes(bytes))).isNull();
  }

  @Test
  void dropsTheOrderToForget() {
    assertThat(filtered(encoded(new AmfString("@clearDataFrame"), new AmfString("onMetaData"))))
        .isNull();
  }

  @Test
  void dropsNamesThatGrowTooLongWhenTheyAreMadeReadable() {
    // Each byte that is no UTF-8 becomes a replacement character of three bytes.
    ByteBuf payload = encoded(new AmfString("onMetaData"));
    payload.writeByte(3).writeShort(65_535);
    for (int i = 0; i < 65_535; i++) {
      payload.writeByte(0xFF);
    }
    payload.writeByte(5).writeMedium(9);

    assertThat(filtered(payload)).isNull();
  }
}
