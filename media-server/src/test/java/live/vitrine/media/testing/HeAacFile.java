package live.vitrine.media.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An FLV file whose sound is announced as HE-AAC. No free encoder makes any, so it is put together:
 * FFmpeg encodes AAC-LC at 22,050 Hz, and the codec configuration is exchanged for one that
 * announces spectral band replication to 44,100 Hz (ISO 14496-3 section 1.6.2.1, object type 5). A
 * decoder then runs its HE-AAC path with nothing in the upper band.
 */
public final class HeAacFile {
  /** Object type 5, 22,050 Hz, 2 channels, 44,100 Hz, object type 2. */
  public static final byte[] CONFIGURATION = HexBytes.bytes("af 00 2b920800");

  private static final int FILE_HEADER = 13;
  private static final int AROUND_PAYLOAD = 15;

  private HeAacFile() {}

  /** Writes the file; so many seconds long. */
  public static Path in(Path folder, int seconds) throws IOException {
    Path plain = folder.resolve("aac-lc.flv");
    List<String> command =
        List.of(
            FfmpegProgram.BUNDLED.ffmpeg(),
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=440:sample_rate=22050:duration=" + seconds,
            "-c:a",
            "aac",
            "-ac",
            "2",
            plain.toString());
    try (ExternalProcess encoder = ExternalProcess.start("the JavaCV jars", command)) {
      if (encoder.awaitExit(60) != 0) {
        throw new AssertionError(encoder.output());
      }
    }
    return Files.write(folder.resolve("he-aac.flv"), exchanged(Files.readAllBytes(plain)));
  }

  private static byte[] exchanged(byte[] file) {
    var out = new ByteArrayOutputStream();
    out.write(file, 0, FILE_HEADER);
    ByteBuffer in = ByteBuffer.wrap(file);
    for (int at = FILE_HEADER; at < file.length; ) {
      int length = in.getInt(at) & 0xFFFFFF;
      byte[] tag = Arrays.copyOfRange(file, at, at + AROUND_PAYLOAD + length);
      out.writeBytes(tag[0] == 8 && tag[12] == 0 ? configurationTag() : tag);
      at += tag.length;
    }
    return out.toByteArray();
  }

  private static byte[] configurationTag() {
    return ByteBuffer.allocate(AROUND_PAYLOAD + CONFIGURATION.length)
        .putInt(0x08000000 | CONFIGURATION.length)
        .putInt(0)
        .put(new byte[3])
        .put(CONFIGURATION)
        .putInt(11 + CONFIGURATION.length)
        .array();
  }
}
