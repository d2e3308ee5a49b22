package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedPart;
import live.vitrine.media.hls.cmaf.ParsedPlaylist.ParsedSegment;
import org.jspecify.annotations.Nullable;

/**
 * What Apple's players and validator ask of playlists with low latency (draft-pantos-hls-rfc8216bis
 * sections 4.4 and 6.2, appendix B; "Enabling Low-Latency HLS"), of one playlist and of one after
 * another.
 */
final class PlaylistRules {
  private static final BigDecimal LEAST_SHARE = new BigDecimal("0.85");

  private PlaylistRules() {}

  /** Everything that one playlist must keep to. */
  static ParsedPlaylist check(String text) {
    ParsedPlaylist playlist = ParsedPlaylist.parse(text);
    checkHead(playlist);
    for (ParsedSegment segment : playlist.segments) {
      checkSegment(playlist, segment, text);
    }
    checkClock(playlist.segments);
    checkHint(playlist);
    for (Map<String, String> report : playlist.reports) {
      assertThat(report).containsKeys("URI", "LAST-MSN", "LAST-PART");
      assertThat(report.get("URI")).as("relative").doesNotContain("://").doesNotStartWith("/");
    }
    for (Map<String, String> range : playlist.dateRanges) {
      assertThat(range).containsKeys("ID", "CLASS", "START-DATE", "DURATION");
    }
    return playlist;
  }

  private static void checkHead(ParsedPlaylist playlist) {
    assertThat(playlist.head)
        .containsKeys(
            "EXT-X-VERSION", "EXT-X-TARGETDURATION", "EXT-X-PART-INF", "EXT-X-MEDIA-SEQUENCE");
    assertThat(Integer.parseInt(ParsedPlaylist.value(playlist.head, "EXT-X-VERSION")))
        .isGreaterThanOrEqualTo(9);
    Map<String, String> control = playlist.control();
    assertThat(control).containsEntry("CAN-BLOCK-RELOAD", "YES");
    assertThat(new BigDecimal(ParsedPlaylist.value(control, "PART-HOLD-BACK")))
        .isGreaterThanOrEqualTo(playlist.partTarget().multiply(BigDecimal.valueOf(3)));
    BigDecimal target = BigDecimal.valueOf(playlist.target());
    assertThat(new BigDecimal(ParsedPlaylist.value(control, "HOLD-BACK")))
        .isGreaterThanOrEqualTo(target.multiply(BigDecimal.valueOf(3)));
    assertThat(new BigDecimal(ParsedPlaylist.value(control, "CAN-SKIP-UNTIL")))
        .isGreaterThanOrEqualTo(target.multiply(BigDecimal.valueOf(6)));
  }

  private static void checkSegment(ParsedPlaylist playlist, ParsedSegment segment, String text) {
    assertThat(segment.map() != null || !playlist.skip.isEmpty()).as("map in %s", text).isTrue();
    BigDecimal duration = segment.duration();
    if (duration != null) {
      assertThat(duration.add(new BigDecimal("0.5")).longValue())
          .as("rounded duration of %s in %s", segment, text)
          .isLessThanOrEqualTo(playlist.target());
    }
    List<ParsedPart> parts = segment.parts();
    for (int i = 0; i < parts.size(); i++) {
      BigDecimal length = parts.get(i).duration();
      assertThat(length).as("part %d of %s", i, segment).isLessThanOrEqualTo(playlist.partTarget());
      if (i < parts.size() - 1) {
        assertThat(length)
            .as("part %d of %s", i, segment)
            .isGreaterThanOrEqualTo(playlist.partTarget().multiply(LEAST_SHARE));
      }
    }
    if (duration != null && !parts.isEmpty()) {
      BigDecimal sum =
          parts.stream().map(ParsedPart::duration).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum).as("parts of %s", segment).isEqualByComparingTo(duration);
    }
  }

  /** PROGRAM-DATE-TIME runs with the durations, but for discontinuities. */
  private static void checkClock(List<ParsedSegment> segments) {
    for (int i = 1; i < segments.size(); i++) {
      ParsedSegment before = segments.get(i - 1);
      ParsedSegment segment = segments.get(i);
      assertThat(segment.sequence()).isEqualTo(before.sequence() + 1);
      BigDecimal duration = before.duration();
      if (!segment.discontinuity() && duration != null) {
        long expected = duration.movePointRight(3).longValue();
        assertThat(Duration.between(before.wallClock(), segment.wallClock()).toMillis())
            .as("wall clock from %s to %s", before, segment)
            .isBetween(expected - 2, expected + 2);
      }
    }
  }

  private static void checkHint(ParsedPlaylist playlist) {
    assertThat(playlist.hint == null).as("no hint").isEqualTo(playlist.ended);
    BigDecimal withParts = BigDecimal.ZERO;
    for (ParsedSegment segment : playlist.segments.reversed()) {
      boolean must = withParts.compareTo(BigDecimal.valueOf(3 * playlist.target())) < 0;
      if (!playlist.ended) {
        assertThat(!segment.parts().isEmpty()).as("parts of %s", segment).isEqualTo(must);
      }
      for (ParsedPart part : segment.parts()) {
        withParts = withParts.add(part.duration());
      }
    }
  }

  /** Everything that a playlist must keep to after an earlier one of the same address. */
  static void checkFollows(ParsedPlaylist earlier, ParsedPlaylist later) {
    assertThat(later.target()).isEqualTo(earlier.target());
    assertThat(later.partTarget()).isEqualByComparingTo(earlier.partTarget());
    assertThat(later.mediaSequence()).isGreaterThanOrEqualTo(earlier.mediaSequence());
    assertThat(earlier.ended && !later.ended).as("goes on after its end").isFalse();
    Map<Long, ParsedSegment> known = new HashMap<>();
    earlier.segments.forEach(segment -> known.put(segment.sequence(), segment));
    long left =
        earlier.segments.stream()
            .filter(s -> s.sequence() < later.mediaSequence() && s.discontinuity())
            .count();
    assertThat(later.discontinuitySequence()).isEqualTo(earlier.discontinuitySequence() + left);
    for (ParsedSegment segment : later.segments) {
      ParsedSegment before = known.get(segment.sequence());
      if (before != null) {
        checkSame(before, segment);
      }
    }
    if (earlier.hint != null && !later.segments.isEmpty()) {
      checkHintKept(earlier.hint, later);
    }
  }

  private static void checkSame(ParsedSegment before, ParsedSegment after) {
    assertThat(after.wallClock()).isEqualTo(before.wallClock());
    assertThat(after.discontinuity()).isEqualTo(before.discontinuity());
    assertThat(after.map()).isEqualTo(before.map());
    if (before.uri() != null) {
      assertThat(after.uri()).isEqualTo(before.uri());
      assertThat(after.duration()).isEqualTo(before.duration());
    }
    if (!after.parts().isEmpty()) {
      assertThat(after.parts()).startsWith(before.parts().toArray(ParsedPart[]::new));
    }
  }

  /** What was hinted at is either still hinted at or has become a part, unless long gone. */
  private static void checkHintKept(String hint, ParsedPlaylist later) {
    boolean isPart =
        later.segments.stream()
            .flatMap(segment -> segment.parts().stream())
            .anyMatch(part -> part.uri().equals(hint));
    boolean tooOld = later.segments.getFirst().parts().isEmpty() && later.skip.isEmpty();
    assertThat(isPart || tooOld || hint.equals(later.hint)).as("hint %s", hint).isTrue();
  }

  /** A delta is the full playlist without the skipped segments. */
  static void checkDelta(ParsedPlaylist full, ParsedPlaylist delta) {
    @Nullable String skipped = delta.skip.get("SKIPPED-SEGMENTS");
    int count = skipped == null ? 0 : Integer.parseInt(skipped);
    assertThat(delta.head).isEqualTo(full.head);
    List<ParsedSegment> rest = full.segments.subList(count, full.segments.size());
    assertThat(delta.segments).hasSameSizeAs(rest);
    for (int i = 0; i < rest.size(); i++) {
      ParsedSegment expected = rest.get(i);
      ParsedSegment actual = delta.segments.get(i);
      assertThat(actual.sequence()).isEqualTo(expected.sequence());
      assertThat(actual.parts()).isEqualTo(expected.parts());
      assertThat(actual.uri()).isEqualTo(expected.uri());
      assertThat(actual.duration()).isEqualTo(expected.duration());
      if (actual.map() != null) {
        assertThat(actual.map()).isEqualTo(expected.map());
      }
    }
    assertThat(delta.hint).isEqualTo(full.hint);
    assertThat(delta.ended).isEqualTo(full.ended);
    assertThat(delta.reports).isEqualTo(full.reports);
  }
}
