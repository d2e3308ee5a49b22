package live.vitrine.media.codec;

import java.util.List;
import live.vitrine.media.codec.CodecException.Reason;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.testing.HexBytes;

/**
 * What FFmpeg 8 puts behind the header of a sequence start (of AC-3, E-AC-3 and MP3: the beginning
 * of the first frame), and the content of the boxes that it writes into an MP4 file of the same.
 * Also the seeds of the fuzz target.
 */
final class ConfigurationCases {
  /**
   * @param box what belongs into an ISO file
   * @param first width or sample rate
   * @param second height or channels
   */
  record Case(
      String name,
      FourCc codec,
      String given,
      String box,
      String codecString,
      int first,
      int second) {
    byte[] bytes() {
      return HexBytes.bytes(given);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Bytes that are refused. */
  record Refused(FourCc codec, String given, Reason reason, String message) {
    byte[] bytes() {
      return given.isEmpty() ? new byte[0] : HexBytes.bytes(given);
    }
  }

  private static final String HEVC_1080 =
      "01016000000090000000000078f000fcfdf8f800000f03200001001840010c01ffff016000000300900000"
          + "030000030078959409210001002c420101016000000300900000030000030078a003c0801107cb965654a4c2"
          + "f01680800000030080000003028422000100064401c073c189";
  private static final String HEVC_422 =
      "0104080000009d08000000003ff000fcfefafa00000f03200001001740010c01ffff0408000003009d0800"
          + "000300003f959409210001002b4201010408000003009d0800000300003fb005020171f3b6595952930bc05a"
          + "020000030002000003000a1022000100064401c073c189";
  private static final String HEVC_444 =
      "0104080000009e08000000003cf000fcfff8f800000f03200001001740010c01ffff0408000003009e0800"
          + "000300003c959409210001002b4201010408000003009e0800000300003c90015101838f8bcb2b2a5261780b"
          + "40400000030040000003014222000100084401c07318301890";
  private static final String STREAM_INFO =
      "12001200" + "000000" + "006e5a" + "0ac44370" + "00000000" + "00".repeat(16);

  private ConfigurationCases() {}

  static List<Case> all() {
    return List.of(
        same("HEVC 1080p, cropped", FourCc.HEVC, HEVC_1080, "hvc1.1.6.L120.90", 1920, 1080),
        same("HEVC 4:2:2, cropped", FourCc.HEVC, HEVC_422, "hvc1.4.10.L63.9D.8", 640, 362),
        same("HEVC 4:4:4, cropped", FourCc.HEVC, HEVC_444, "hvc1.4.10.L60.9E.8", 322, 182),
        same(
            "AV1 8 bits",
            FourCc.AV1,
            "81010c000a0b0000000cc4ff6700be0010",
            "av01.0.01M.08",
            640,
            360),
        same(
            "AV1 10 bits",
            FourCc.AV1,
            "81054c000a0b0000002d4cffb3c02f8404",
            "av01.0.05M.10",
            1280,
            720),
        same("AV1 without OBU", FourCc.AV1, "81ffe000", "av01.7.31H.12", 0, 0),
        same("VP9", FourCc.VP9, "01000000 000b820202020000", "vp09.00.11.08", 0, 0),
        same(
            "VP9 4:4:4 with its colours",
            FourCc.VP9,
            "01000000 010b870910090000",
            "vp09.01.11.08.03.09.16.09.01",
            0,
            0),
        new Case(
            "VP9 without version and flags",
            FourCc.VP9,
            "021fa20101010000",
            "01000000 021fa20101010000",
            "vp09.02.31.10",
            0,
            0),
        same("AAC", FourCc.AAC, "1210", "mp4a.40.2", 44_100, 2),
        new Case(
            "Opus stereo",
            FourCc.OPUS,
            "'OpusHead' 01 02 3801 80bb0000 0000 00",
            "00 02 0138 0000bb80 0000 00",
            "Opus",
            48_000,
            2),
        new Case(
            "Opus 5.1 with gain",
            FourCc.OPUS,
            "'OpusHead' 01 06 3801 80bb0000 00ff 01 0402 000401020305",
            "00 06 0138 0000bb80 ff00 01 0402 000401020305",
            "Opus",
            48_000,
            6),
        new Case(
            "FLAC as FFmpeg has it",
            FourCc.FLAC,
            STREAM_INFO,
            "00000000 80000022" + STREAM_INFO,
            "fLaC",
            44_100,
            2),
        new Case(
            "FLAC block",
            FourCc.FLAC,
            "00000022" + STREAM_INFO + "81000000",
            "00000000 80000022" + STREAM_INFO,
            "fLaC",
            44_100,
            2),
        new Case(
            "FLAC with marker",
            FourCc.FLAC,
            "'fLaC' 80000022" + STREAM_INFO,
            "00000000 80000022" + STREAM_INFO,
            "fLaC",
            44_100,
            2),
        new Case("AC-3 stereo", FourCc.AC3, "0b77fe95144043e1", "101140", "ac-3", 48_000, 2),
        new Case("AC-3 5.1", FourCc.AC3, "0b7746fa5e40ebf8", "503de0", "ac-3", 44_100, 6),
        new Case(
            "E-AC-3 5.1",
            FourCc.EAC3,
            "0b77037f3f87c000" + "00".repeat(1784),
            "0e00200f00",
            "ec-3",
            48_000,
            6),
        new Case(
            "E-AC-3 mono",
            FourCc.EAC3,
            "0b7700bfb287c0" + "00".repeat(377),
            "0200a00200",
            "ec-3",
            32_000,
            1),
        // An independent 5.1 and a dependent substream with Lrs/Rrs: 7.1.
        new Case(
            "E-AC-3 7.1",
            FourCc.EAC3,
            "0b770005 3f87c000 00000000 0b774005 34 80102000 000000",
            "0018" + "200f02" + "02",
            "ec-3",
            48_000,
            8),
        new Case("MP3 stereo", FourCc.MP3, "fffb9064", "", "mp4a.40.34", 44_100, 2),
        new Case("MP3 mono, halved", FourCc.MP3, "fff340c4", "", "mp4a.40.34", 22_050, 1),
        new Case("MP3 quartered", FourCc.MP3, "ffe340c4", "", "mp4a.40.34", 11_025, 1));
  }

  private static Case same(
      String name, FourCc codec, String record, String codecString, int width, int height) {
    return new Case(name, codec, record, record, codecString, width, height);
  }

  static List<Refused> refused() {
    String hevcHead = HEVC_1080.substring(0, 44);
    return List.of(
        new Refused(FourCc.HEVC, hevcHead, Reason.TRUNCATED, "hvcC of 22 bytes, at least 23"),
        new Refused(FourCc.HEVC, "02" + HEVC_1080.substring(2), Reason.INVALID, "version is 2"),
        new Refused(
            FourCc.HEVC,
            HEVC_1080.substring(0, 42) + "0e" + HEVC_1080.substring(44),
            Reason.INVALID,
            "NAL length size is 3"),
        new Refused(
            FourCc.HEVC, hevcHead + "00", Reason.INVALID, "hvcC with 0 VPS, 0 SPS and 0 PPS"),
        new Refused(FourCc.HEVC, hevcHead + "0120", Reason.TRUNCATED, "inside its arrays"),
        new Refused(
            FourCc.HEVC,
            hevcHead + "01 20 0001 0003 4001",
            Reason.TRUNCATED,
            "inside NAL unit 1 of 1 of type 32"),
        new Refused(
            FourCc.HEVC, hevcHead + "01 20 0001 0002 4201", Reason.INVALID, "is not of type 32"),
        new Refused(FourCc.HEVC, hevcHead + "01 20 0001 0000", Reason.INVALID, "is not of type 32"),
        new Refused(FourCc.HEVC, "01".repeat(32_769), Reason.TOO_LARGE, "at most 32768 allowed"),
        // What libaom sends before its first frame.
        new Refused(FourCc.AV1, "", Reason.TRUNCATED, "av1C of 0 bytes, at least 4"),
        new Refused(FourCc.AV1, "01000c00", Reason.INVALID, "marker and version are 0x01"),
        new Refused(FourCc.VP9, "00148202020200", Reason.TRUNCATED, "vpcC of 7 bytes"),
        new Refused(FourCc.VP9, "0414820202020000", Reason.INVALID, "profile 4 and bit depth 8"),
        new Refused(FourCc.VP9, "0014920202020000", Reason.INVALID, "profile 0 and bit depth 9"),
        new Refused(FourCc.OPUS, "'OpusHead' 01 02", Reason.TRUNCATED, "OpusHead of 10 bytes"),
        new Refused(
            FourCc.OPUS,
            "'OpusTags' 01 02 3801 80bb0000 0000 00",
            Reason.INVALID,
            "begin with OpusHead"),
        new Refused(
            FourCc.OPUS,
            "'OpusHead' 10 02 3801 80bb0000 0000 00",
            Reason.UNSUPPORTED,
            "version is 16"),
        new Refused(
            FourCc.OPUS,
            "'OpusHead' 01 00 3801 80bb0000 0000 01",
            Reason.INVALID,
            "0 channels in family 1"),
        new Refused(
            FourCc.OPUS,
            "'OpusHead' 01 03 3801 80bb0000 0000 00",
            Reason.INVALID,
            "3 channels in family 0"),
        new Refused(
            FourCc.OPUS,
            "'OpusHead' 01 03 3801 80bb0000 0000 01 0201 0001",
            Reason.TRUNCATED,
            "24 needed for 3 channels"),
        new Refused(FourCc.FLAC, "00".repeat(33), Reason.TRUNCATED, "FLAC header of 33 bytes"),
        new Refused(
            FourCc.FLAC, "'fLaC' 80000022" + "00".repeat(33), Reason.TRUNCATED, "42 needed"),
        new Refused(FourCc.FLAC, "'fLaC' 84000022" + "00".repeat(34), Reason.INVALID, "0x04000022"),
        new Refused(FourCc.FLAC, "00".repeat(34), Reason.INVALID, "sample rate is 0"),
        new Refused(FourCc.AC3, "", Reason.TRUNCATED, "bits end"),
        new Refused(FourCc.AC3, "770bfe95144043e1", Reason.INVALID, "begins with 0x770b"),
        new Refused(FourCc.AC3, "0b77fe95d44043e1", Reason.INVALID, "rate code 3"),
        new Refused(FourCc.AC3, "0b77fe95264043e1", Reason.INVALID, "frame size code 38"),
        new Refused(FourCc.AC3, "0b77fe95144843e1", Reason.UNSUPPORTED, "version is 9"),
        new Refused(FourCc.EAC3, "0b77fe95144043e1", Reason.UNSUPPORTED, "version is 8"),
        new Refused(FourCc.EAC3, "0b7703ff3f", Reason.TRUNCATED, "bits end"),
        new Refused(FourCc.EAC3, "0b77c37f3f87c0", Reason.INVALID, "stream type 3"),
        new Refused(FourCc.EAC3, "0b77037fff87c0", Reason.INVALID, "second rate code 3"),
        new Refused(FourCc.EAC3, "0b7740053f8000000000", Reason.INVALID, "dependent substream"),
        new Refused(FourCc.MP3, "fffb90", Reason.TRUNCATED, "bits end"),
        new Refused(FourCc.MP3, "49443304", Reason.INVALID, "sync 0x24a"),
        new Refused(FourCc.MP3, "ffeb9064", Reason.INVALID, "version 1"),
        new Refused(FourCc.MP3, "fffb9c64", Reason.INVALID, "rate 3"),
        new Refused(FourCc.MP3, "fffd9064", Reason.UNSUPPORTED, "layer bits 2"),
        new Refused(FourCc.VVC, "00", Reason.UNSUPPORTED, "vvc1"),
        new Refused(FourCc.VP8, "00", Reason.UNSUPPORTED, "vp08"));
  }
}
