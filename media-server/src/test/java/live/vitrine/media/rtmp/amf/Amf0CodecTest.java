package live.vitrine.media.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import live.vitrine.media.rtmp.amf.AmfException.Reason;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Amf0CodecTest {
  private final Amf0Decoder decoder = new Amf0Decoder(AmfLimits.DEFAULT);

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.amf.AmfCases#all")
  void decodesEveryCase(AmfCases.Case given) {
    ByteBuf in = Unpooled.wrappedBuffer(given.bytes());

    assertThat(decoder.decode(in)).isEqualTo(given.value());
    assertThat(in.isReadable()).as("bytes left").isFalse();
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.amf.AmfCases#bothWays")
  void encodesWhatItDecodes(AmfCases.Case given) {
    assertThat(encoded(given.value())).isEqualTo(given.bytes());
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.amf.AmfCases#all")
  void namesEveryTruncation(AmfCases.Case given) {
    byte[] whole = given.bytes();
    for (int length = 0; length < whole.length; length++) {
      ByteBuf in = Unpooled.wrappedBuffer(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(AmfException.class)
          .as("%d of %d bytes", length, whole.length)
          .isThrownBy(() -> decoder.decode(in))
          .extracting(AmfException::reason)
          .isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void leavesWhatFollowsTheValueUnread() {
    ByteBuf in = Unpooled.wrappedBuffer(new byte[] {5, 6, 6});

    assertThat(decoder.decode(in)).isEqualTo(AmfNull.NULL);
    assertThat(in.readableBytes()).isEqualTo(2);
  }

  @Test
  void decodesValuesUntilNothingIsLeft() {
    assertThat(decoder.decodeAll(Unpooled.wrappedBuffer(new byte[] {5, 6, 1, 1})))
        .containsExactly(AmfNull.NULL, AmfUndefined.UNDEFINED, new AmfBoolean(true));
  }

  @Test
  void writesTextAboveTheShortFormAsLongString() {
    var roomy = new Amf0Decoder(new AmfLimits(1, 1, 100_000));
    var text = new AmfString("x".repeat(70_000));

    byte[] bytes = encoded(text);

    assertThat(bytes).startsWith(0x0C, 0x00, 0x01, 0x11, 0x70);
    assertThat(roomy.decode(Unpooled.wrappedBuffer(bytes))).isEqualTo(text);
  }

  @Test
  void refusesToWriteANameThatHasNoLongForm() {
    AmfObject object = AmfObject.EMPTY.with("x".repeat(65_536), true);

    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(() -> encoded(object))
        .extracting(AmfException::reason)
        .isEqualTo(Reason.STRING_TOO_LONG);
  }

  @Test
  void keepsTheOrderOfMembers() {
    AmfObject object = AmfObject.EMPTY.with("z", 1).with("a", 2).with("m", 3);

    assertThat(((AmfObject) decoder.decode(Unpooled.wrappedBuffer(encoded(object)))).members())
        .containsOnlyKeys("z", "a", "m")
        .satisfies(members -> assertThat(members.keySet()).containsExactly("z", "a", "m"));
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.testing.Seeds#some")
  void readsBackWhateverItWrites(long seed) {
    AmfValue value = randomValue(Seeds.random(seed), 0);

    assertThat(decoder.decode(Unpooled.wrappedBuffer(encoded(value)))).isEqualTo(value);
  }

  private static AmfValue randomValue(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth < 5 ? 9 : 6)) {
      case 0 -> new AmfNumber(random.nextDouble());
      case 1 -> new AmfBoolean(random.nextBoolean());
      case 2 -> new AmfString(Long.toString(random.nextLong(), 36));
      case 3 -> AmfNull.NULL;
      case 4 -> AmfUndefined.UNDEFINED;
      case 5 -> new AmfDate(random.nextInt());
      case 6 -> new AmfObject(randomMembers(random, depth));
      case 7 -> new AmfEcmaArray(randomMembers(random, depth));
      default -> new AmfStrictArray(List.copyOf(randomMembers(random, depth).values()));
    };
  }

  private static SequencedMap<String, AmfValue> randomMembers(RandomGenerator random, int depth) {
    var members = new LinkedHashMap<String, AmfValue>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.put("name" + random.nextInt(), randomValue(random, depth + 1));
    }
    return members;
  }

  private static byte[] encoded(AmfValue value) {
    ByteBuf out = Unpooled.buffer();
    Amf0Encoder.encodeAll(List.of(value), out);
    return ByteBufUtil.getBytes(out);
  }
}
