package live.vitrine.media.hls.cmaf;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A media playlist taken apart, strictly: whatever is not expected is an error. */
final class ParsedPlaylist {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Z0-9-]+)=(\"[^\"\\r\\n]*\"|[^\",\\s]+)(?:,|$)");
  private static final Pattern TAG = Pattern.compile("#(EXT[A-Z0-9-]*)(?::(.*))?");

  /** Seconds. */
  record ParsedPart(BigDecimal duration, String uri, boolean independent) {}

  /** A segment; {@code uri} is null for the one that is being written. */
  record ParsedSegment(
      long sequence,
      boolean discontinuity,
      @Nullable String map,
      Instant wallClock,
      List<ParsedPart> parts,
      @Nullable BigDecimal duration,
      @Nullable String uri) {
    /** Where a complete segment is. */
    String address() {
      return Objects.requireNonNull(uri);
    }

    /** Where its initialization segment is. */
    String init() {
      return Objects.requireNonNull(map);
    }
  }

  final Map<String, String> head = new LinkedHashMap<>();
  final List<ParsedSegment> segments = new ArrayList<>();
  final List<Map<String, String>> dateRanges = new ArrayList<>();
  final List<Map<String, String>> reports = new ArrayList<>();
  Map<String, String> skip = Map.of();
  @Nullable String hint;
  boolean ended;

  private long sequence;
  private @Nullable String map;
  private boolean discontinuity;
  private @Nullable Instant wallClock;
  private @Nullable BigDecimal duration;
  private List<ParsedPart> parts = new ArrayList<>();

  static ParsedPlaylist parse(String text) {
    ParsedPlaylist playlist = new ParsedPlaylist();
    if (!text.startsWith("#EXTM3U\n") || !text.endsWith("\n")) {
      throw new AssertionError("not a playlist: " + text);
    }
    text.lines().skip(1).forEach(playlist::line);
    playlist.finish();
    return playlist;
  }

  private void line(String line) {
    if (!line.startsWith("#")) {
      add(line);
      return;
    }
    Matcher tag = TAG.matcher(line);
    if (!tag.matches()) {
      throw new AssertionError("unknown line: " + line);
    }
    String value = tag.group(2) == null ? "" : tag.group(2);
    switch (tag.group(1)) {
      case "EXT-X-VERSION",
          "EXT-X-TARGETDURATION",
          "EXT-X-SERVER-CONTROL",
          "EXT-X-PART-INF",
          "EXT-X-MEDIA-SEQUENCE",
          "EXT-X-DISCONTINUITY-SEQUENCE",
          "EXT-X-INDEPENDENT-SEGMENTS" ->
          head(tag.group(1), value);
      case "EXT-X-SKIP" -> {
        skip = attributes(value);
        sequence += Long.parseLong(value(skip, "SKIPPED-SEGMENTS"));
      }
      case "EXT-X-DATERANGE" -> dateRanges.add(attributes(value));
      case "EXT-X-DISCONTINUITY" -> discontinuity = true;
      case "EXT-X-MAP" -> map = attributes(value).get("URI");
      case "EXT-X-PROGRAM-DATE-TIME" -> wallClock = Instant.parse(value);
      case "EXT-X-PART" -> part(attributes(value));
      case "EXTINF" -> duration = new BigDecimal(value.substring(0, value.indexOf(',')));
      case "EXT-X-PRELOAD-HINT" -> {
        Map<String, String> attributes = attributes(value);
        if (hint != null || !value(attributes, "TYPE").equals("PART")) {
          throw new AssertionError("hint: " + line);
        }
        hint = attributes.get("URI");
      }
      case "EXT-X-RENDITION-REPORT" -> reports.add(attributes(value));
      case "EXT-X-ENDLIST" -> ended = true;
      default -> throw new AssertionError("unknown tag: " + line);
    }
  }

  private void head(String name, String value) {
    if (!segments.isEmpty() || !parts.isEmpty() || head.put(name, value) != null) {
      throw new AssertionError(name + " stands too late, or twice");
    }
    if (name.equals("EXT-X-MEDIA-SEQUENCE")) {
      sequence = Long.parseLong(value);
    }
  }

  private void part(Map<String, String> attributes) {
    parts.add(
        new ParsedPart(
            new BigDecimal(value(attributes, "DURATION")),
            value(attributes, "URI"),
            "YES".equals(attributes.get("INDEPENDENT"))));
  }

  private void add(@Nullable String uri) {
    if (wallClock == null || (uri != null && duration == null)) {
      throw new AssertionError("segment %d has no time or no duration".formatted(sequence));
    }
    segments.add(new ParsedSegment(sequence, discontinuity, map, wallClock, parts, duration, uri));
    sequence++;
    discontinuity = false;
    wallClock = null;
    duration = null;
    parts = new ArrayList<>();
  }

  private void finish() {
    if (!parts.isEmpty()) {
      add(null);
    }
  }

  static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(text);
    int at = 0;
    while (matcher.find(at) && matcher.start() == at) {
      String value = matcher.group(2);
      boolean quoted = value.startsWith("\"");
      String plain = quoted ? value.substring(1, value.length() - 1) : value;
      if (attributes.put(matcher.group(1), plain) != null) {
        throw new AssertionError("twice: " + text);
      }
      at = matcher.end();
    }
    if (at != text.length()) {
      throw new AssertionError("attributes: " + text);
    }
    return attributes;
  }

  /** What must be there. */
  static String value(Map<String, String> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /** The part that is hinted at; there must be one. */
  String hinted() {
    return Objects.requireNonNull(hint);
  }

  Map<String, String> control() {
    return attributes(head.getOrDefault("EXT-X-SERVER-CONTROL", ""));
  }

  BigDecimal partTarget() {
    return new BigDecimal(value(attributes(value(head, "EXT-X-PART-INF")), "PART-TARGET"));
  }

  long target() {
    return Long.parseLong(value(head, "EXT-X-TARGETDURATION"));
  }

  long mediaSequence() {
    return Long.parseLong(value(head, "EXT-X-MEDIA-SEQUENCE"));
  }

  long discontinuitySequence() {
    return Long.parseLong(head.getOrDefault("EXT-X-DISCONTINUITY-SEQUENCE", "0"));
  }

  /** Segments that are complete. */
  List<ParsedSegment> complete() {
    return segments.stream().filter(segment -> segment.uri() != null).toList();
  }

  /** Parts of the segment being written. */
  List<ParsedPart> openParts() {
    return segments.isEmpty() || segments.getLast().uri() != null
        ? List.of()
        : segments.getLast().parts();
  }
}
