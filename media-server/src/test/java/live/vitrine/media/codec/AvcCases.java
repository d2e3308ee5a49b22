package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;

/**
 * avcC records that x264 wrote through FFmpeg 5.1's FLV muxer ({@code ffmpeg -f lavfi -i testsrc=…
 * -c:v libx264 …}), with what ffprobe says about them. Also the seeds of the fuzz targets.
 */
final class AvcCases {
  record Case(
      String name, String avcC, String codecString, int width, int height, double frameRate) {}

  static final List<Case> CASES =
      List.of(
          new Case(
              "baseline 1080p, cropped, 29.97",
              "0142c028ffe100176742c028da01e0089f97011000003e90000ea600f1832a01000468ce0fc8",
              "avc1.42c028",
              1920,
              1080,
              30000.0 / 1001),
          new Case(
              "high 720p",
              "0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe3cb"
                  + "22c0fdf8f800",
              "avc1.64001f",
              1280,
              720,
              25),
          new Case(
              "baseline, cropped in both directions",
              "0142c00bffe100196742c00bda05467889b011000003000100000300140f142aa001000468ce0fc8",
              "avc1.42c00b",
              322,
              182,
              10),
          new Case(
              "high 4:2:2, interlaced",
              "017a001effe10018677a001ebcd940b424d8088000000300800000190f8a14cb01000668fba3cb22c0"
                  + "fef8f800",
              "avc1.7a001e",
              720,
              576,
              25),
          new Case(
              "high 4:4:4 with default scaling lists",
              "01f4001fffe1001a67f4001f919b281405ff3e0220000003002000000f01e30632c001000868ebe3c44c"
                  + "000440fff8f800",
              "avc1.f4001f",
              640,
              362,
              60),
          new Case(
              "high with extended aspect ratio, overscan and colours",
              "0164001effe1001e6764001eacd940a02ff970fb50102024000003000400000300ca3c58b65801000768"
                  + "ebe3cb3002c0fdf8f800",
              "avc1.64001e",
              640,
              360,
              25));

  private AvcCases() {}

  static List<Case> all() {
    return CASES;
  }

  /** Not at index 0, so that a forgotten offset shows. */
  static ByteBuf shifted(byte[] bytes) {
    return Unpooled.buffer().writeLong(-1).writeBytes(bytes);
  }

  static AvcDecoderConfiguration parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return AvcDecoderConfiguration.parse(shifted(bytes), Long.BYTES, bytes.length);
  }
}
