package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class InitSegmentTest {
  private final byte[] bytes = InitSegment.bytes(List.of(Samples.VIDEO, Samples.AUDIO));
  private final Boxes boxes = Boxes.of(bytes);

  @Test
  void holdsTheBoxesOfACmafHeader() {
    String table = "stbl(stsd stts stsc stco stsz)";
    assertThat(boxes.outline())
        .isEqualTo(
            "ftyp moov(mvhd"
                + " trak(tkhd mdia(mdhd hdlr minf(vmhd dinf(dref) %s)))".formatted(table)
                + " trak(tkhd mdia(mdhd hdlr minf(smhd dinf(dref) %s)))".formatted(table)
                + " mvex(trex trex))");
  }

  @Test
  void statesTimescalesAndSizes() {
    assertThat(boxes.at("moov/trak.0/mdia/mdhd").i32(20)).isEqualTo(90_000);
    assertThat(boxes.at("moov/trak.1/mdia/mdhd").i32(20)).isEqualTo(48_000);
    assertThat(boxes.at("moov/trak.0/tkhd").i32(88)).isEqualTo(1280 << 16);
    assertThat(boxes.at("moov/trak.0/tkhd").i32(92)).isEqualTo(720 << 16);
    assertThat(boxes.at("moov/mvhd").i32(108)).as("next track id").isEqualTo(3);
  }

  @Test
  void putsConfigurationsIntoTheirBoxes() {
    byte[] video = new byte[Samples.AVC.length];
    // 8 of stsd, 8 of the entry's header, 78 of a visual entry, 8 of avcC's header.
    boxes.at("moov/trak.0/mdia/minf/stbl/stsd").content().get(102, video);
    assertThat(video).isEqualTo(Samples.AVC);

    Boxes sound = boxes.at("moov/trak.1/mdia/minf/stbl/stsd");
    byte[] tail = new byte[13];
    sound.content().get(sound.content().limit() - tail.length, tail);
    assertThat(tail)
        .as("DecoderSpecificInfo and SLConfigDescriptor")
        .containsExactly(5, -128, -128, -128, 2, 0x11, (byte) 0x90, 6, -128, -128, -128, 1, 2);
  }

  @Test
  void refusesTracksWithTheSameId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InitSegment.bytes(List.of(Samples.VIDEO, Samples.VIDEO)))
        .withMessageContaining("id 1");
    assertThatIllegalArgumentException().isThrownBy(() -> InitSegment.bytes(List.of()));
  }

  @Test
  void segmentTypeIsAWholeBox() {
    assertThat(Boxes.of(SegmentType.bytes()).outline()).isEqualTo("styp");
  }
}
