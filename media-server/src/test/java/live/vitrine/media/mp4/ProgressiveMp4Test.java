package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressiveMp4Test {
  private final byte[] recording;

  ProgressiveMp4Test() throws IOException {
    recording = Samples.recording(5);
  }

  private Boxes write(long from, long to) throws IOException {
    MemoryFile source = new MemoryFile(recording);
    MemoryFile target = new MemoryFile(new byte[0]);
    ProgressiveMp4.write(source, FragmentedFile.scan(source), from, to, target);
    return Boxes.of(target.bytes());
  }

  @Test
  void putsTheTablesInFrontOfTheSamples() throws IOException {
    String media = "stbl(stsd stts ctts stss stsc stsz stco)";
    assertThat(write(Long.MIN_VALUE, Long.MAX_VALUE).outline())
        .isEqualTo(
            "ftyp moov(mvhd trak(tkhd edts(elst) mdia(mdhd hdlr minf(vmhd dinf(dref) %s)))"
                    .formatted(media)
                + " trak(tkhd edts(elst) mdia(mdhd hdlr minf(smhd dinf(dref)"
                + " stbl(stsd stts stsc stsz stco))))) mdat");
  }

  @Test
  void findsEverySampleWhereTheTablesSay() throws IOException {
    Boxes file = write(Long.MIN_VALUE, Long.MAX_VALUE);

    assertThat(firstBytes(file, 0)).containsExactly(0, 1, 6, 7, 12, 13, 18, 19, 24, 25);
    assertThat(firstBytes(file, 1))
        .containsExactly(2, 3, 4, 5, 8, 9, 10, 11, 14, 15, 16, 17, 20, 21, 22, 23, 26, 27, 28, 29);
  }

  @Test
  void listsSyncSamples() throws IOException {
    Boxes table = write(Long.MIN_VALUE, Long.MAX_VALUE).at("moov/trak/mdia/minf/stbl/stss");

    assertThat(List.of(table.i32(4), table.i32(8), table.i32(12))).containsExactly(5, 1, 3);
  }

  @Test
  void beginsAClipAtTheKeyFrameBefore() throws IOException {
    Boxes file = write(2300, 3500);

    assertThat(firstBytes(file, 0)).as("pictures from 2.0 to 3.5 s").containsExactly(12, 13, 18);
    // A picture is presented 100 ms after it is decoded: sound begins in the middle of number 14.
    assertThat(firstBytes(file, 1)).containsExactly(14, 15, 16, 17, 20, 21);
    assertThat(file.at("moov/trak.0/edts/elst").i64(16)).isEqualTo(9000);
    assertThat(file.at("moov/trak.1/edts/elst").i64(16)).isEqualTo(4800);
  }

  @Test
  void beginsWithTheFirstKeyFrameWhenNoneIsBefore() throws IOException {
    assertThat(firstBytes(write(-5, 900), 0)).containsExactly(0, 1);
  }

  @Test
  void refusesARangeWithoutSamples() {
    assertThatExceptionOfType(Mp4Exception.class).isThrownBy(() -> write(2000, 2000));
    assertThatExceptionOfType(Mp4Exception.class).isThrownBy(() -> write(100, 0));
  }

  @Test
  void writesLargeOffsetsBeyondFourGigabytes() throws IOException {
    Boxes boxes = Boxes.of(Samples.recording(1));
    Boxes data = boxes.at("mdat");
    ByteBuffer large = ByteBuffer.allocate(data.start() + 16).put(recording, 0, data.start());
    long size = 4L * 0x7000_0000 + 1000;
    large.putInt(1).put("mdat".getBytes(StandardCharsets.US_ASCII)).putLong(16 + size);
    for (int track = 0; track < 2; track++) {
      // Samples begin 8 bytes later than behind a small header.
      int offset = boxes.at("moof/traf.%d/trun".formatted(track)).start() + 16;
      large.putInt(offset, large.getInt(offset) + 8);
    }
    for (int i = 0; i < 4; i++) {
      large.putInt(boxes.at("moof/traf.1/trun").start() + 20 + 8 * i + 4, 0x7000_0000);
    }
    MemoryFile source = MemoryFile.withHole(large.array(), size);
    FragmentedFile file = FragmentedFile.scan(source);
    assertThat(file.damage()).isEmpty();

    ByteBuf header =
        ProgressiveHeader.of(
            Clip.collect(new BoxFile(source, source.size()), file, Long.MIN_VALUE, Long.MAX_VALUE));

    byte[] bytes = ByteBufUtil.getBytes(header);
    int moov = ByteBuffer.wrap(bytes).getInt(0);
    int length = ByteBuffer.wrap(bytes).getInt(moov);
    Boxes table =
        Boxes.of(Arrays.copyOfRange(bytes, moov, moov + length))
            .at("moov/trak.1/mdia/minf/stbl/co64");
    assertThat(table.i64(8)).isEqualTo(bytes.length + 3 + 4);
  }

  /** The first byte of every sample of a track, found through its tables. */
  static List<Integer> firstBytes(Boxes file, int track) {
    Boxes table = file.at("moov/trak.%d/mdia/minf/stbl".formatted(track));
    Boxes chunks = table.at("stsc");
    Boxes offsets = table.at("stco");
    Boxes data = file.at("mdat");
    List<Integer> bytes = new ArrayList<>();
    int sample = 0;
    for (int chunk = 0; chunk < offsets.i32(4); chunk++) {
      int perChunk = 0;
      for (int i = 0; i < chunks.i32(4) && chunks.i32(8 + 12 * i) <= chunk + 1; i++) {
        perChunk = chunks.i32(12 + 12 * i);
      }
      int at = offsets.i32(8 + 4 * chunk) - data.start() - 16;
      for (int i = 0; i < perChunk; i++) {
        bytes.add((int) data.content().get(at));
        at += table.at("stsz").i32(12 + 4 * sample++);
      }
    }
    assertThat(sample).isEqualTo(table.at("stsz").i32(8));
    return bytes;
  }

  /** Two clips are cut while a recording is closed; together they leave a quarter of the heap. */
  @Test
  void takesNoMoreSamplesThanTheHeapHasRoomForTheirTables() {
    assertThat(Clip.maxSamples(512L << 20)).isEqualTo(2 << 20);
    assertThat(Clip.maxSamples(Long.MAX_VALUE)).isEqualTo(8 << 20);
  }
}
