package live.vitrine.media.flv;

import java.util.List;
import live.vitrine.media.testing.HexBytes;

/** Payloads with extensions and tracks, and what they come apart into. Also seeds of the fuzzer. */
final class TrackPayloadCases {
  /**
   * @param tracks "number: payload" of each
   */
  record Case(String name, TagType type, String payload, List<String> tracks) {
    byte[] bytes() {
      return payload.isEmpty() ? new byte[0] : HexBytes.bytes(payload);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private TrackPayloadCases() {}

  static List<Case> all() {
    return List.of(
        new Case("legacy picture", TagType.VIDEO, "17 01 000043 aa", List.of("0: 1701000043aa")),
        new Case("legacy sound", TagType.AUDIO, "af 01 2105", List.of("0: af012105")),
        // Legacy MP3 with a low nibble that means ModEx and multitrack elsewhere.
        new Case("legacy MP3", TagType.AUDIO, "27 ff", List.of("0: 27ff")),
        new Case("silence", TagType.AUDIO, "", List.of("0: ")),
        new Case("script", TagType.SCRIPT, "96 00", List.of("0: 9600")),
        // What FFmpeg 8 writes for single tracks.
        new Case(
            "plain HEVC", TagType.VIDEO, "91 'hvc1' 000043 aa", List.of("0: 9168766331000043aa")),
        new Case("plain colours", TagType.VIDEO, "d4 'hvc1' 0200", List.of("0: d4687663310200")),
        new Case(
            "plain loudspeakers",
            TagType.AUDIO,
            "94 'Opus' 01 01 00000004",
            List.of("0: 944f7075730101" + "00000004")),
        // What FFmpeg 8 writes for a second picture.
        new Case(
            "one track, sequence start",
            TagType.VIDEO,
            "96 00 'avc1' 01 0164001f",
            List.of("1: 90617663310164001f")),
        new Case(
            "one track, key frame",
            TagType.VIDEO,
            "96 01 'avc1' 01 000000 65",
            List.of("1: 916176633100000065")),
        new Case(
            "one track, later frame",
            TagType.VIDEO,
            "a6 01 'avc1' 01 ffffd8 41",
            List.of("1: a161766331ffffd841")),
        new Case(
            "one track, colours with the frame type of a command",
            TagType.VIDEO,
            "d6 04 'hvc1' 02 0200",
            List.of("2: d4687663310200")),
        new Case("one track, end", TagType.VIDEO, "96 02 'av01' 07", List.of("7: 9261763031")),
        new Case(
            "one track of sound",
            TagType.AUDIO,
            "95 01 'Opus' ff f8",
            List.of("255: 914f707573f8")),
        new Case(
            "many tracks",
            TagType.AUDIO,
            "95 11 'mp4a' 00 000002 1234 01 000000 03 000001 56",
            List.of("0: 916d7034611234", "1: 916d703461", "3: 916d70346156")),
        new Case(
            "many tracks, one of them",
            TagType.VIDEO,
            "a6 13 'hvc1' 05 000001 99",
            List.of("5: a36876633199")),
        new Case(
            "many codecs",
            TagType.VIDEO,
            "96 21 'hvc1' 00 000004 000000aa 'av01' 01 000002 1200",
            List.of("0: 9168766331000000aa", "1: 91617630311200")),
        new Case(
            "end of many codecs",
            TagType.AUDIO,
            "95 22 'mp4a' 00 000000 'Opus' 01 000000",
            List.of("0: 926d703461", "1: 924f707573")),
        // Extensions.
        new Case(
            "nanoseconds",
            TagType.VIDEO,
            "97 02 0f4240 01 'hvc1' 000000 aa",
            List.of("0: 9168766331000000aa")),
        new Case(
            "two extensions",
            TagType.AUDIO,
            "97 02 000001 07 00 ff 11 'Opus' f8",
            List.of("0: 914f707573f8")),
        new Case(
            "an extension of 256 bytes",
            TagType.AUDIO,
            "97 ff 00ff " + "07".repeat(256) + " 01 'Opus' f8",
            List.of("0: 914f707573f8")),
        new Case(
            "an extension in front of tracks",
            TagType.VIDEO,
            "a7 02 000001 06 13 'hvc1' 00 000001 aa 01 000001 bb",
            List.of("0: a368766331aa", "1: a368766331bb")),
        new Case(
            "an extension in front of a command",
            TagType.VIDEO,
            "d7 00 aa 00 01",
            List.of("0: d001")),
        new Case("a command", TagType.VIDEO, "d6 01", List.of("0: d601")));
  }
}
