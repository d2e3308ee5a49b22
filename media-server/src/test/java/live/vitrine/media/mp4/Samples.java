package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.testing.HexBytes;

/** Frames that no decoder understands, and recordings of them: their bytes tell which is which. */
final class Samples {
  /** High profile, 1280 × 720. */
  static final byte[] AVC =
      HexBytes.bytes(
          "01 64001f ff e1 001a"
              + " 6764001facd9405005bb011000000300100000030320f1831960 01 0006 68ebe3cb22c0 fdf8f800");

  static final byte[] AAC = HexBytes.bytes("1190");
  static final Mp4Track VIDEO = new Mp4Track(1, parse(FourCc.AVC, AVC), 90_000);
  static final Mp4Track AUDIO = new Mp4Track(2, parse(FourCc.AAC, AAC), 48_000);

  /** A picture lasts 500 ms, every second one is a key frame. */
  static final int PICTURE = 45_000;

  private Samples() {}

  private static CodecConfiguration parse(FourCc codec, byte[] bytes) {
    return CodecConfiguration.parse(codec, Unpooled.wrappedBuffer(bytes), 0, bytes.length);
  }

  /** A buffer that the caller owns: five bytes before and behind what counts. */
  static ByteBuf buffer(int number, int length) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(length + 10);
    buffer.writeZero(5);
    for (int i = 0; i < length; i++) {
      buffer.writeByte(number);
    }
    return buffer.writeZero(5);
  }

  static void add(FragmentBuilder builder, Mp4Track track, long time, int duration, int number) {
    ByteBuf buffer = buffer(number, 3 + number % 5);
    boolean sync = !track.isVideo() || time / duration % 2 == 0;
    int offset = track.isVideo() ? PICTURE / 5 : 0;
    try {
      builder.add(track, time, offset, duration, sync, buffer, 5, 3 + number % 5);
    } finally {
      buffer.release();
    }
  }

  /** The bytes of a recording: each fragment is a second, two pictures and four sounds. */
  static byte[] recording(int fragments) throws IOException {
    MemoryFile file = new MemoryFile(new byte[0]);
    int _ = file.write(ByteBuffer.wrap(InitSegment.bytes(List.of(VIDEO, AUDIO))));
    FragmentBuilder builder = new FragmentBuilder(ByteBufAllocator.DEFAULT);
    int number = 0;
    for (int second = 0; second < fragments; second++) {
      if (second % 2 == 1) {
        builder.event(
            new EventMessage(
                "urn:test", "", 1000, second * 1000L, 0, second, ByteBuffer.allocate(4)));
      }
      for (int i = 0; i < 2; i++) {
        add(builder, VIDEO, second * 90_000L + (long) i * PICTURE, PICTURE, number++);
      }
      for (int i = 0; i < 4; i++) {
        add(builder, AUDIO, second * 48_000L + i * 12_000L, 12_000, number++);
      }
      Fragment fragment = builder.takeFragment(second + 1L);
      fragment.writeTo(file);
      fragment.release();
    }
    return file.bytes();
  }

  /** Where the boxes of a file begin, and where it ends. */
  static List<Integer> boundaries(byte[] file) {
    List<Integer> starts = new ArrayList<>();
    Boxes.of(file).children().forEach(box -> starts.add(box.start()));
    starts.add(file.length);
    return starts;
  }
}
