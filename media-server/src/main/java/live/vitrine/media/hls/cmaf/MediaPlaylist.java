package live.vitrine.media.hls.cmaf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes a media playlist (sections 4.4.2 to 4.4.5). All names are relative, so that a prefix of
 * the path carries through, and never come to mean other bytes.
 */
final class MediaPlaylist {
  /** The first version with EXT-X-SKIP; 10 with the skipping of date ranges. */
  private static final int VERSION = 10;

  /** Parts are listed in this many target durations at the end (section 4.4.4.9). */
  private static final int PARTS_FOR_TARGETS = 3;

  private static final int SKIP_AFTER_TARGETS = 6;
  private static final int HOLD_BACK_TARGETS = 3;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Names names;
  private final StringBuilder out = new StringBuilder(8192);

  private MediaPlaylist(Names names) {
    this.names = names;
  }

  /**
   * The bytes of a rendition's playlist.
   *
   * @param others renditions of the same show to be reported on
   */
  static byte[] render(Names names, Snapshot snapshot, Skip skip, List<Rendition> others) {
    MediaPlaylist playlist = new MediaPlaylist(names);
    playlist.append(snapshot, skip, others);
    return playlist.out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void append(Snapshot snapshot, Skip skip, List<Rendition> others) {
    List<Segment> listed = snapshot.listed();
    Timing timing = snapshot.timing();
    long first = listed.isEmpty() ? snapshot.nextSequence() : listed.getFirst().sequence();
    appendHead(timing, first, snapshot);
    int skipped = skip == Skip.NONE ? 0 : skippable(snapshot);
    if (skipped > 0) {
      out.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped);
      if (skip == Skip.SEGMENTS_AND_DATES && !snapshot.removedEvents().isEmpty()) {
        out.append(",RECENTLY-REMOVED-DATERANGES=\"");
        out.append(String.join("\t", snapshot.removedEvents())).append('"');
      }
      out.append('\n');
    }
    boolean skipsDates = skipped > 0 && skip == Skip.SEGMENTS_AND_DATES;
    long firstSent = first + skipped;
    for (DateRange event : snapshot.events()) {
      // Who asks so has read a playlist within half of what is skipped.
      if (!skipsDates || event.addedIn() >= firstSent) {
        event.appendTo(out);
      }
    }
    int init = skipped == 0 ? -1 : listed.get(skipped - 1).head().init();
    int firstWithParts = snapshot.ended() ? listed.size() : firstWithParts(snapshot);
    for (int i = skipped; i < listed.size(); i++) {
      Segment segment = listed.get(i);
      init = appendStart(segment.head(), init);
      if (i >= firstWithParts) {
        appendParts(segment.sequence(), segment.parts());
      }
      out.append(lines(segment));
    }
    appendEnd(snapshot, init);
    appendReports(others, snapshot.ended());
  }

  private void appendHead(Timing timing, long first, Snapshot snapshot) {
    long target = timing.targetSeconds();
    out.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION);
    out.append("\n#EXT-X-TARGETDURATION:").append(target);
    out.append("\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=");
    appendSeconds(3 * timing.partTarget());
    out.append(",HOLD-BACK=").append(HOLD_BACK_TARGETS * target);
    out.append(",CAN-SKIP-UNTIL=").append(SKIP_AFTER_TARGETS * target);
    out.append(",CAN-SKIP-DATERANGES=YES\n#EXT-X-PART-INF:PART-TARGET=");
    appendSeconds(timing.partTarget());
    out.append("\n#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
    if (snapshot.discontinuitySequence() > 0) {
      out.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
          .append(snapshot.discontinuitySequence())
          .append('\n');
    }
    if (snapshot.independent()) {
      out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    }
  }

  /** How many listed segments end before the skip boundary. */
  private static int skippable(Snapshot snapshot) {
    long boundary = SKIP_AFTER_TARGETS * 1_000_000L * snapshot.timing().targetSeconds();
    return before(snapshot, boundary);
  }

  private static int firstWithParts(Snapshot snapshot) {
    return before(snapshot, PARTS_FOR_TARGETS * 1_000_000L * snapshot.timing().targetSeconds());
  }

  /** How many listed segments lie wholly further from the end than this, microseconds. */
  private static int before(Snapshot snapshot, long distance) {
    List<Segment> listed = snapshot.listed();
    long behind = 0;
    if (snapshot.open() != null) {
      for (Part part : snapshot.open().parts()) {
        behind += part.duration();
      }
    }
    int count = listed.size();
    while (count > 0 && behind < distance) {
      count--;
      behind += listed.get(count).duration();
    }
    return count;
  }

  private int appendStart(SegmentHead head, int init) {
    out.repeat("#EXT-X-DISCONTINUITY\n", head.discontinuities());
    if (head.init() != init) {
      out.append("#EXT-X-MAP:URI=\"").append(names.init(head.init())).append("\"\n");
    }
    out.append("#EXT-X-PROGRAM-DATE-TIME:");
    appendDate(out, head.wallClock());
    out.append('\n');
    return head.init();
  }

  private void appendParts(long sequence, List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      out.append("#EXT-X-PART:DURATION=");
      appendSeconds(part.duration());
      out.append(",URI=\"").append(names.part(sequence, i)).append('"');
      if (part.independent()) {
        out.append(",INDEPENDENT=YES");
      }
      out.append('\n');
    }
  }

  private String lines(Segment segment) {
    String known = segment.lines();
    if (known != null) {
      return known;
    }
    StringBuilder text = new StringBuilder(64).append("#EXTINF:");
    appendSeconds(text, segment.duration());
    text.append(",\n").append(names.segment(segment.sequence())).append('\n');
    String written = text.toString();
    segment.lines(written);
    return written;
  }

  private void appendEnd(Snapshot snapshot, int init) {
    if (snapshot.ended()) {
      out.append("#EXT-X-ENDLIST\n");
      return;
    }
    OpenSegment open = snapshot.open();
    if (open != null && !open.parts().isEmpty()) {
      var _ = appendStart(open.head(), init);
      appendParts(open.head().sequence(), open.parts());
    }
    // Without a hint hls.js asks again and again.
    out.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"")
        .append(names.part(snapshot.nextSequence(), snapshot.openParts()))
        .append("\"\n");
  }

  private void appendReports(List<Rendition> others, boolean ended) {
    for (Rendition other : others) {
      Snapshot snapshot = other.latest();
      if (snapshot == null || ended || other.isAway()) {
        continue;
      }
      boolean inOpen = snapshot.openParts() > 0;
      Segment last = snapshot.segment(snapshot.lastSequence());
      if (!inOpen && last == null) {
        continue;
      }
      long sequence = inOpen ? snapshot.nextSequence() : snapshot.lastSequence();
      int part = inOpen || last == null ? snapshot.openParts() - 1 : last.parts().size() - 1;
      out.append("#EXT-X-RENDITION-REPORT:URI=\"").append(other.name());
      out.append(".m3u8\",LAST-MSN=").append(sequence);
      out.append(",LAST-PART=").append(part).append('\n');
    }
  }

  private void appendSeconds(long microseconds) {
    appendSeconds(out, microseconds);
  }

  /** With three decimals, or six where they are needed. */
  private static void appendSeconds(StringBuilder text, long microseconds) {
    text.append(microseconds / 1_000_000).append('.');
    long fraction = microseconds % 1_000_000;
    long last = fraction % 1_000 == 0 ? 1_000 : 1;
    for (long digit = 100_000; digit >= last; digit /= 10) {
      text.append(fraction / digit % 10);
    }
  }

  static void appendDate(StringBuilder text, long millis) {
    DATE_TIME.formatTo(Instant.ofEpochMilli(millis), text);
  }
}
