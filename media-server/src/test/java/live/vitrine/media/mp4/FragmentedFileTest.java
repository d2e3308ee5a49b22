package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import live.vitrine.media.mp4.Mp4Exception.Reason;
import org.junit.jupiter.api.Test;

class FragmentedFileTest {
  private final byte[] recording;
  private final FragmentedFile file;

  FragmentedFileTest() throws IOException {
    recording = Samples.recording(5);
    file = FragmentedFile.scan(new MemoryFile(recording));
  }

  @Test
  void findsTracksAndFragments() {
    assertThat(file.isWhole()).isTrue();
    assertThat(file.wholeLength()).isEqualTo(recording.length);
    assertThat(file.tracks()).extracting(RecordedTrack::codec).containsExactly("avc1", "mp4a");
    assertThat(file.tracks().getFirst().width()).isEqualTo(1280);
    assertThat(file.tracks().getLast().timescale()).isEqualTo(48_000);
    assertThat(file.fragments())
        .extracting(RecordedFragment::start)
        .containsExactly(0L, 1000L, 2000L, 3000L, 4000L);
    assertThat(file.fragments()).allMatch(RecordedFragment::independent);
    assertThat(file.duration()).isEqualTo(5000);
  }

  /** The last picture of a further track is held back until its next one, behind a cut. */
  @Test
  void playersCanStartWhereTheFirstPicturesDo() throws IOException {
    Mp4Track second = new Mp4Track(3, Samples.VIDEO.configuration(), 90_000);
    MemoryFile target = new MemoryFile(new byte[0]);
    int _ = target.write(ByteBuffer.wrap(InitSegment.bytes(List.of(Samples.VIDEO, second))));
    FragmentBuilder builder = new FragmentBuilder(ByteBufAllocator.DEFAULT);
    for (int i = 0; i < 4; i++) {
      Samples.add(builder, Samples.VIDEO, (long) i * Samples.PICTURE, Samples.PICTURE, 1);
      long late = Math.max(0, i - 1) * (long) Samples.PICTURE;
      Samples.add(builder, second, late, Samples.PICTURE, 2);
      Fragment fragment = builder.takeFragment(i + 1L);
      fragment.writeTo(target);
      fragment.release();
    }
    assertThat(FragmentedFile.scan(target).fragments())
        .extracting(RecordedFragment::independent)
        .containsExactly(true, false, true, false);
  }

  /** The cut is anywhere: what is left ends with the last fragment that is whole. */
  @Test
  void repairsAFileThatIsCutAnywhere() throws IOException {
    for (int cut = 0; cut < recording.length; cut++) {
      MemoryFile rest = new MemoryFile(Arrays.copyOf(recording, cut));
      if (cut < file.initLength()) {
        assertThatExceptionOfType(Mp4Exception.class)
            .as("cut at %d", cut)
            .isThrownBy(() -> FragmentedFile.scan(rest));
        continue;
      }
      long end = file.initLength();
      for (RecordedFragment fragment : file.fragments()) {
        end = fragment.end() <= cut ? fragment.end() : end;
      }
      FragmentedFile repaired = FragmentedFile.scan(rest);
      assertThat(repaired.wholeLength()).as("cut at %d", cut).isEqualTo(end);
      assertThat(repaired.isWhole()).as("cut at %d", cut).isEqualTo(end == cut);
    }
  }

  @Test
  void stopsAtZerosThatAPowerFailureLeft() throws IOException {
    FragmentedFile scanned =
        FragmentedFile.scan(new MemoryFile(Arrays.copyOf(recording, recording.length + 4096)));

    assertThat(scanned.wholeLength()).isEqualTo(recording.length);
    assertThat(scanned.damage()).get().extracting(Mp4Exception::reason).isEqualTo(Reason.INVALID);
  }

  @Test
  void stopsAtSamplesOutsideTheirData() throws IOException {
    Boxes run = Boxes.of(recording).at("moof.2/traf.1/trun");
    // The first of the four sounds claims to be a megabyte.
    recording[run.start() + 8 + 12 + 4 + 1] = 0x10;

    FragmentedFile scanned = FragmentedFile.scan(new MemoryFile(recording));

    assertThat(scanned.fragments()).hasSize(2);
    assertThat(scanned.damage()).get().extracting(Mp4Exception::reason).isEqualTo(Reason.INVALID);
  }

  @Test
  void stopsAtCountsWithoutATable() throws IOException {
    Boxes run = Boxes.of(recording).at("moof.2/traf.1/trun");
    recording[run.start() + 10] = 0; // neither durations nor sizes
    recording[run.start() + 13] = 3; // 196612 samples

    FragmentedFile scanned = FragmentedFile.scan(new MemoryFile(recording));

    assertThat(scanned.fragments()).hasSize(2);
    assertThat(scanned.damage()).get().extracting(Mp4Exception::reason).isEqualTo(Reason.INVALID);
  }

  @Test
  void refusesWhatIsNoMp4() {
    byte[] flv =
        "FLV\1\5\0\0\0\11\0\0\0\0and so on".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(Mp4Exception.class)
        .isThrownBy(() -> FragmentedFile.scan(new MemoryFile(flv)));
  }

  @Test
  void cutsSegmentsAtSyncSamples() {
    List<MediaRange> ranges = MediaRanges.of(file, 2000);

    assertThat(ranges).extracting(MediaRange::start).containsExactly(0L, 2000L, 4000L);
    assertThat(ranges).extracting(MediaRange::duration).containsExactly(2000L, 2000L, 1000L);
    long at = file.initLength();
    for (MediaRange range : ranges) {
      assertThat(range.offset()).isEqualTo(at);
      at += range.length();
    }
    assertThat(at).isEqualTo(recording.length);
  }
}
