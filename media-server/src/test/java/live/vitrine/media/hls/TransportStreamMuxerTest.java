package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hls.TransportStreamReader.Unit;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportStreamMuxerTest {
  private static final String DELIMITER = "0000000109f0";
  private static final String START = "00000001";

  private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
  private final TransportStreamMuxer muxer =
      new TransportStreamMuxer(ByteBufAllocator.DEFAULT, this::store);
  private final MediaPayload payload = new MediaPayload();
  private final TransportStreamReader reader = new TransportStreamReader();
  private final RandomGenerator random = Seeds.random(1);

  @AfterEach
  void release() {
    muxer.release();
  }

  @Test
  void putsDelimiterAndParameterSetsInFrontOfAKeyFrame() {
    muxer.startSegment(avc(), null);
    write(TestTags.video(0, true, 0, TestTags.hex("65aabb")));
    write(TestTags.video(40, false, 0, TestTags.hex("41cc"), TestTags.hex("41dd")));

    List<Unit> units = finish();

    assertThat(units.get(0).payload())
        .isEqualTo(DELIMITER + START + TestTags.SPS + START + TestTags.PPS + START + "65aabb");
    assertThat(units.get(0).randomAccess()).isTrue();
    assertThat(units.get(1).payload()).isEqualTo(DELIMITER + START + "41cc" + START + "41dd");
    assertThat(units.get(1).randomAccess()).isFalse();
    assertThat(reader.streamTypes()).isEqualTo(Map.of(0x100, 0x1B));
  }

  @Test
  void leavesParameterSetsAndDelimiterAloneThatAreInTheStream() {
    muxer.startSegment(avc(), null);
    write(
        TestTags.video(
            0,
            true,
            0,
            TestTags.hex("0910"),
            TestTags.hex(TestTags.SPS),
            TestTags.hex(TestTags.PPS),
            TestTags.hex("65aabb")));

    assertThat(finish().getFirst().payload())
        .isEqualTo(DELIMITER + START + TestTags.SPS + START + TestTags.PPS + START + "65aabb");
  }

  @ParameterizedTest
  @CsvSource({"fc, 0165", "fd, 000165", "ff, 0000000165"})
  void readsNalLengthsOfEverySize(String lengthSize, String unit) {
    byte[] avcC = TestTags.hex("0164001f" + lengthSize + TestTags.AVC_CONFIGURATION.substring(10));
    muxer.startSegment(
        AvcDecoderConfiguration.parse(Unpooled.wrappedBuffer(avcC), 0, avcC.length), null);
    write(TestTags.tag(TagType.VIDEO, 0, TestTags.hex("2701000000"), TestTags.hex(unit)));

    assertThat(finish().getFirst().payload()).isEqualTo(DELIMITER + START + "65");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000003", "0000000365aa", "000000", "", "00000000"})
  void leavesOutADamagedAccessUnitAsAWhole(String units) {
    muxer.startSegment(avc(), null);
    FlvTag damaged =
        TestTags.tag(TagType.VIDEO, 0, TestTags.hex("1701000000"), TestTags.hex(units));

    assertThat(payload.isAvc(damaged)).isTrue();
    assertThat(muxer.writeVideo(damaged, payload)).isFalse();
    damaged.release();
    write(TestTags.video(40, true, 0, TestTags.hex("65")));
    assertThat(finish()).hasSize(1);
  }

  /** Around the lengths at which a packet is just full, one short, and one over. */
  @Test
  void fillsThePacketsExactlyWhateverTheLength() {
    muxer.startSegment(avc(), aac());
    List<byte[]> expected = new ArrayList<>();
    for (int length = 1; length < 600; length++) {
      byte[] unit = TestTags.nalUnit(1, length, random);
      expected.add(unit);
      write(TestTags.video(40L * length, false, 0, unit));
    }

    List<Unit> units = finish();

    for (int i = 0; i < expected.size(); i++) {
      assertThat(units.get(i).payload())
          .isEqualTo(DELIMITER + START + HexFormat.of().formatHex(expected.get(i)));
    }
  }

  @Test
  void carriesAnAccessUnitLargerThanItsScratchMemory() {
    muxer.startSegment(avc(), null);
    byte[] unit = TestTags.nalUnit(1, 2_000_000, random);
    write(TestTags.video(0, false, 0, unit));

    assertThat(finish().getFirst().payload())
        .isEqualTo(DELIMITER + START + HexFormat.of().formatHex(unit));
  }

  @ParameterizedTest
  @CsvSource({
    // timestamp, composition time, expected PTS - DTS
    "0, 0, 0",
    "0, 80, 80",
    "4294967295, 40, 40",
    "95443717, 10, 10", // where 33 bits of 90 kHz wrap
  })
  void keepsCompositionTimes(long timestamp, int composition, long offset) {
    muxer.startSegment(avc(), null);
    write(TestTags.video(timestamp, true, composition, TestTags.hex("65")));

    long mask = (1L << 33) - 1;
    Unit unit = finish().getFirst();
    assertThat((unit.pts() - unit.dts()) & mask).isEqualTo(offset * 90);
    assertThat(unit.dts()).isEqualTo(MediaClock.ticks(timestamp) & mask);
  }

  @Test
  void movesDecodingAheadWhenCompositionTimesAreNegative() {
    muxer.startSegment(avc(), aac());
    long[] presented = {0, 120, 40, 80, 240, 160, 200};
    for (int i = 0; i < presented.length; i++) {
      int composition = (int) (presented[i] - i * 40L);
      write(TestTags.video(i * 40L, i == 0, composition, TestTags.hex(i == 0 ? "65" : "41")));
    }

    List<Unit> units = finish();

    long last = 0;
    for (int i = 0; i < presented.length; i++) {
      Unit unit = units.get(i);
      // One tick of 1/90000 s may be needed to keep decoding times apart while the lead is found.
      assertThat(unit.pts())
          .isBetween(MediaClock.ticks(presented[i]), MediaClock.ticks(presented[i]) + 2);
      assertThat(unit.dts()).isGreaterThan(last);
      last = unit.dts();
    }
  }

  @Test
  void cutsCompositionTimesThatAreDamage() {
    muxer.startSegment(avc(), null);
    write(TestTags.video(0, true, 0x7FFFFF, TestTags.hex("65")));
    write(TestTags.video(40, true, -0x800000, TestTags.hex("65")));

    List<Unit> units = finish();
    assertThat(units.get(0).pts() - units.get(0).dts()).isEqualTo(900_000);
    assertThat(units.get(1).pts()).isLessThan(900_000 * 2);
  }

  @Test
  void putsAdtsHeadersInFrontOfSound() {
    muxer.startSegment(null, aac());
    byte[] frame = TestTags.bytes(200, random);
    write(TestTags.audio(0, frame));
    write(TestTags.audio(23, frame));

    // profile LC, 44.1 kHz, stereo, 207 bytes, fullness 0x7ff
    String adts = "fff15080" + "19fffc" + HexFormat.of().formatHex(frame);
    List<Unit> units = finish();
    assertThat(units).hasSize(1);
    assertThat(units.getFirst().payload()).isEqualTo(adts + adts);
    assertThat(reader.streamTypes()).isEqualTo(Map.of(0x101, 0x0F));
  }

  @Test
  void signalsTheCoreOfHeAac() {
    // Explicitly signalled: core of 22.05 kHz, output of 44.1 kHz.
    muxer.startSegment(null, audio("2b920800"));
    write(TestTags.audio(0, TestTags.hex("21")));

    assertThat(finish().getFirst().payload()).isEqualTo("fff15c80" + "011ffc" + "21");
  }

  @Test
  void gathersAtMostATenthOfASecondOfSound() {
    muxer.startSegment(null, aac());
    for (int i = 0; i < 100; i++) {
      // As encoders do: sample counts rounded to milliseconds.
      write(TestTags.audio(i * 1024L * 1000 / 44_100, TestTags.bytes(50, random)));
    }

    List<Unit> units = finish();
    assertThat(units).hasSize(25);
    for (int i = 0; i < units.size(); i++) {
      // Exact to the sample although the tags are not.
      assertThat(units.get(i).pts())
          .isEqualTo(MediaClock.ticks(0) + i * 4L * 1024 * 90_000 / 44_100);
    }
  }

  @Test
  void beginsAnewWhereSoundIsMissing() {
    muxer.startSegment(null, aac());
    write(TestTags.audio(0, TestTags.hex("21")));
    write(TestTags.audio(23, TestTags.hex("21")));
    write(TestTags.audio(70, TestTags.hex("21")));

    assertThat(finish())
        .extracting(Unit::pts)
        .containsExactly(MediaClock.ticks(0), MediaClock.ticks(70));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8185, 60_000})
  void leavesOutSoundThatAdtsCannotFrame(int length) {
    muxer.startSegment(null, aac());
    FlvTag tag = TestTags.audio(0, new byte[length]);
    assertThat(payload.isAac(tag)).isTrue();
    assertThat(muxer.writeAudio(tag, payload)).isFalse();
    tag.release();
    write(TestTags.audio(23, new byte[8184]));
    assertThat(finish()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40, 99, 100, 250, 2000})
  void sendsTheClockOftenEnoughAtAnyFrameRate(int frameInterval) {
    for (int segment = 0; segment < 3; segment++) {
      muxer.startSegment(avc(), null);
      for (int i = 0; i < 5; i++) {
        long time = (segment * 5L + i) * frameInterval;
        write(TestTags.video(time, i == 0, 0, TestTags.nalUnit(5, 300, random)));
      }
      assertThat(finish()).hasSize(5);
    }
  }

  @Test
  void sendsTheClockWhileOnlySoundFlows() {
    muxer.startSegment(avc(), aac());
    write(TestTags.video(0, true, 0, TestTags.hex("65")));
    for (int i = 0; i < 200; i++) {
      write(TestTags.audio(i * 1024L * 1000 / 44_100, TestTags.hex("21")));
    }
    write(TestTags.video(4600, false, 0, TestTags.hex("41")));

    assertThat(finish()).hasSizeGreaterThan(50);
  }

  @Test
  void countsOnOverSegmentsAndChangesTheMapsVersionWithTheTracks() {
    muxer.startSegment(avc(), null);
    write(TestTags.video(0, true, 0, TestTags.hex("65")));
    assertThat(finish()).hasSize(1);
    int version = reader.mapVersion();

    muxer.startSegment(avc(), null);
    write(TestTags.video(40, true, 0, TestTags.hex("65")));
    assertThat(finish()).hasSize(1);
    assertThat(reader.mapVersion()).isEqualTo(version);

    muxer.startSegment(avc(), aac());
    write(TestTags.video(80, true, 0, TestTags.hex("65")));
    write(TestTags.audio(80, TestTags.hex("21")));
    assertThat(finish()).hasSize(2);
    assertThat(reader.mapVersion()).isEqualTo(version + 1);
    assertThat(reader.streamTypes()).isEqualTo(Map.of(0x100, 0x1B, 0x101, 0x0F));
  }

  @Test
  void readsTheFormsOfEnhancedRtmp() {
    muxer.startSegment(avc(), aac());
    write(TestTags.tag(TagType.VIDEO, 0, TestTags.hex("91 61766331 000050 00000001 65")));
    write(TestTags.tag(TagType.VIDEO, 40, TestTags.hex("a3 61766331 00000001 41")));
    write(TestTags.tag(TagType.AUDIO, 0, TestTags.hex("91 6d703461 21")));

    List<Unit> units = finish();
    assertThat(units).hasSize(3);
    assertThat(units.get(0).pts() - units.get(0).dts()).isEqualTo(80 * 90);
    assertThat(units.get(0).payload()).endsWith(START + "65");
    assertThat(units.get(2).payload()).endsWith("21");
  }

  private void store(ByteBuf batch) {
    byte[] bytes = new byte[batch.readableBytes()];
    batch.getBytes(batch.readerIndex(), bytes);
    packets.writeBytes(bytes);
  }

  private void write(FlvTag tag) {
    boolean written =
        switch (tag.type()) {
          case VIDEO -> payload.isAvc(tag) && muxer.writeVideo(tag, payload);
          case AUDIO -> payload.isAac(tag) && muxer.writeAudio(tag, payload);
          case SCRIPT -> false;
        };
    tag.release();
    assertThat(written).isTrue();
  }

  /** Reads the segment back, its units by the time of their beginnings. */
  private List<Unit> finish() {
    muxer.finishSegment();
    byte[] segment = packets.toByteArray();
    packets.reset();
    return reader.readSegment(segment);
  }

  private static AvcDecoderConfiguration avc() {
    byte[] bytes = TestTags.hex(TestTags.AVC_CONFIGURATION);
    return AvcDecoderConfiguration.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
  }

  private static AudioSpecificConfig aac() {
    return audio(TestTags.AAC_CONFIGURATION);
  }

  private static AudioSpecificConfig audio(String config) {
    byte[] bytes = TestTags.hex(config);
    return AudioSpecificConfig.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
  }
}
