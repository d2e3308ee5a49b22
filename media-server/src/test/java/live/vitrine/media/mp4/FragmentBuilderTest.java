package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FragmentBuilderTest {
  private final FragmentBuilder builder = new FragmentBuilder(ByteBufAllocator.DEFAULT);

  @AfterEach
  void clear() {
    builder.clear();
  }

  @Test
  void groupsSamplesByTrackInTheOrderOfTheirBoxes() {
    Samples.add(builder, Samples.VIDEO, 0, Samples.PICTURE, 1);
    Samples.add(builder, Samples.AUDIO, 0, 24_000, 2);
    Samples.add(builder, Samples.VIDEO, Samples.PICTURE, Samples.PICTURE, 3);
    assertThat(builder.sampleBytes()).isEqualTo(4 + 5 + 6);

    byte[] bytes = bytesOf(builder.takeFragment(7));

    Boxes boxes = Boxes.of(bytes);
    assertThat(boxes.outline())
        .isEqualTo("moof(mfhd traf(tfhd tfdt trun) traf(tfhd tfdt trun)) mdat");
    assertThat(boxes.at("moof/mfhd").i32(4)).isEqualTo(7);
    assertThat(boxes.at("mdat").content())
        .isEqualTo(ByteBuffer.wrap(new byte[] {1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2}));
    assertThat(boxes.at("moof/traf.0/trun").i32(8)).isEqualTo(boxes.at("mdat").start() + 8);
    assertThat(boxes.at("moof/traf.1/trun").i32(8)).isEqualTo(boxes.at("mdat").start() + 18);
  }

  @Test
  void describesEverySample() {
    long late = 1L << 33;
    ByteBuf source = Samples.buffer(1, 9);
    builder.add(Samples.VIDEO, late, 0, 3000, true, source, 5, 9);
    builder.add(Samples.VIDEO, late + 3000, -6000, 4000, false, source, 5, 2);
    source.release();

    Boxes fragment = Boxes.of(bytesOf(builder.takeFragment(1)));

    assertThat(fragment.at("moof/traf/tfhd").i32(0)).as("flags").isEqualTo(0x020000);
    assertThat(fragment.at("moof/traf/tfdt").i64(4)).isEqualTo(late);
    Boxes run = fragment.at("moof/traf/trun");
    assertThat(run.i32(0)).as("version and flags").isEqualTo(0x01000F01);
    assertThat(run.i32(4)).isEqualTo(2);
    assertThat(run.content().slice(12, 32))
        .isEqualTo(
            ByteBuffer.allocate(32)
                .putInt(3000)
                .putInt(9)
                .putInt(0x02000000)
                .putInt(0)
                .putInt(4000)
                .putInt(2)
                .putInt(0x01010000)
                .putInt(-6000)
                .flip());
  }

  @Test
  void copiesNoSample() {
    ByteBuf source = Samples.buffer(1, 4);
    builder.add(Samples.VIDEO, 0, 0, 3000, true, source, 5, 4);
    Fragment fragment = builder.takeFragment(1);

    source.setByte(6, 42);

    assertThat(fragment.vectors()[1]).isEqualTo(ByteBuffer.wrap(new byte[] {1, 42, 1, 1}));
    fragment.release();
    source.release();
  }

  @Test
  void fragmentKeepsSamplesUntilItsLastReference() {
    ByteBuf source = Samples.buffer(1, 4);
    builder.add(Samples.VIDEO, 0, 0, 3000, true, source, 5, 4);
    source.release();
    Fragment fragment = builder.takeFragment(1).retain();
    fragment.release();
    assertThat(source.refCnt()).isEqualTo(1);

    fragment.release();

    assertThat(source.refCnt()).isZero();
    assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(fragment::vectors);
  }

  @Test
  void writesWhatItCopies() throws IOException {
    Samples.add(builder, Samples.VIDEO, 0, Samples.PICTURE, 1);
    Samples.add(builder, Samples.AUDIO, 0, 24_000, 2);
    Fragment fragment = builder.takeFragment(1);
    MemoryFile file = new MemoryFile(new byte[0]);

    fragment.writeTo(file);

    assertThat(file.bytes()).hasSize(fragment.length()).isEqualTo(bytesOf(fragment));
  }

  @Test
  void putsEventsInFront() {
    builder.event(
        new EventMessage(
            "urn:x", "v", 1000, 1L << 40, 500, 9, ByteBuffer.wrap(new byte[] {1, 2, 3})));
    assertThat(builder.isEmpty()).isTrue();
    Samples.add(builder, Samples.AUDIO, 0, 24_000, 2);

    Boxes boxes = Boxes.of(bytesOf(builder.takeFragment(1)));

    assertThat(boxes.outline()).isEqualTo("emsg moof(mfhd traf(tfhd tfdt trun)) mdat");
    Boxes event = boxes.at("emsg");
    assertThat(event.i32(0)).as("version").isEqualTo(0x01000000);
    assertThat(event.i64(8)).isEqualTo(1L << 40);
    assertThat(StandardCharsets.ISO_8859_1.decode(event.content().slice(24, 11)).toString())
        .isEqualTo("urn:x\0v\0\1\2\3");
    int data = boxes.at("moof").start() + boxes.at("moof/traf/trun").i32(8);
    assertThat(data).as("offsets are from moof").isEqualTo(boxes.at("mdat").start() + 8);
  }

  @Test
  void tellsWhetherAPlayerCanStart() {
    assertThat(independent(0, Samples.VIDEO)).isTrue();
    assertThat(independent(Samples.PICTURE, Samples.VIDEO)).isFalse();
    assertThat(independent(0, Samples.AUDIO)).isTrue();
  }

  private boolean independent(long time, Mp4Track track) {
    Samples.add(builder, track, time, Samples.PICTURE, 1);
    Fragment fragment = builder.takeFragment(1);
    fragment.release();
    return fragment.isIndependent();
  }

  @Test
  void holdsMoreSamplesThanItsFirstArrays() {
    for (int i = 0; i < 100; i++) {
      Samples.add(builder, Samples.AUDIO, i * 1024L, 1024, i);
    }

    Boxes boxes = Boxes.of(bytesOf(builder.takeFragment(1)));

    assertThat(boxes.at("moof/traf/trun").i32(4)).isEqualTo(100);
    assertThat(boxes.at("mdat").content().get(boxes.at("mdat").content().limit() - 1))
        .isEqualTo((byte) 99);
  }

  @Test
  void isEmptyAfterAFragment() {
    Samples.add(builder, Samples.AUDIO, 0, 1024, 1);
    builder.takeFragment(1).release();

    assertThat(builder.isEmpty()).isTrue();
    assertThat(builder.sampleBytes()).isZero();
    assertThatIllegalStateException().isThrownBy(() -> builder.takeFragment(2));
  }

  @Test
  void takesAnotherFormatOnlyBetweenFragments() {
    Mp4Track other = new Mp4Track(2, Samples.AUDIO.configuration(), 44_100);
    Samples.add(builder, Samples.AUDIO, 0, 1024, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.add(builder, other, 1024, 1024, 2))
        .withMessageContaining("track 2");
    builder.takeFragment(1).release();

    Samples.add(builder, other, 1024, 1024, 2);

    assertThat(Boxes.of(bytesOf(builder.takeFragment(2))).at("moof/traf/tfdt").i64(4))
        .isEqualTo(1024);
  }

  private static byte[] bytesOf(Fragment fragment) {
    ByteBuf bytes = Unpooled.buffer(fragment.length());
    fragment.copyTo(bytes);
    fragment.release();
    return Arrays.copyOf(bytes.array(), bytes.readableBytes());
  }
}
