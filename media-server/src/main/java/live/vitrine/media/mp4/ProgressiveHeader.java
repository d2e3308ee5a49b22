package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** "ftyp", "moov" and the header of "mdat" of a seekable file. */
final class ProgressiveHeader {
  private static final int MOVIE_TIMESCALE = 90_000;
  private static final int LARGE_BOX_HEADER = 16;
  private static final long MAX_SMALL_OFFSET = 0xFFFF_FFFFL;

  private final Clip clip;

  private ProgressiveHeader(Clip clip) {
    this.clip = clip;
  }

  /** The bytes in front of the clip's samples; on the heap, nothing to release. */
  static ByteBuf of(Clip clip) {
    ByteBuf buffer = Unpooled.buffer(4096);
    ProgressiveHeader header = new ProgressiveHeader(clip);
    // Offsets depend on the length of what holds them; it is the same for all of one width.
    header.write(buffer, 0, false);
    boolean large = buffer.readableBytes() + clip.ranges().total() > MAX_SMALL_OFFSET;
    if (large) {
      buffer.clear();
      header.write(buffer, 0, true);
    }
    int dataStart = buffer.readableBytes();
    buffer.clear();
    header.write(buffer, dataStart, large);
    return buffer;
  }

  /**
   * A "moov" box for a clip that stays in its file.
   *
   * @param large whether offsets need 64 bits
   */
  static ByteBuf movieInPlace(Clip clip, boolean large) {
    ByteBuf buffer = Unpooled.buffer(4096);
    new ProgressiveHeader(clip).writeMovie(new BoxWriter(buffer), 0, large);
    return buffer;
  }

  private void write(ByteBuf buffer, long dataStart, boolean large) {
    BoxWriter out = new BoxWriter(buffer);
    out.open("ftyp");
    out.fourCharacters("isom");
    out.u32(0x200);
    for (String brand : new String[] {"isom", "iso4", "mp41"}) {
      out.fourCharacters(brand);
    }
    out.close();
    writeMovie(out, dataStart, large);
    out.u32(1);
    out.fourCharacters("mdat");
    out.u64(LARGE_BOX_HEADER + clip.ranges().total());
  }

  private void writeMovie(BoxWriter out, long dataStart, boolean large) {
    long duration = 0;
    int nextId = 1;
    for (SampleTable table : clip.tables()) {
      duration = Math.max(duration, delay(table) + shown(table));
      nextId = Math.max(nextId, table.track().id() + 1);
    }
    out.open("moov");
    MovieHeader.writeMovie(out, MOVIE_TIMESCALE, duration, nextId);
    for (SampleTable table : clip.tables()) {
      writeTrack(out, table, dataStart, large);
    }
    out.close();
  }

  private void writeTrack(BoxWriter out, SampleTable table, long dataStart, boolean large) {
    RecordedTrack track = table.track();
    out.open("trak");
    MovieHeader.writeTrack(
        out, track.id(), track.video(), delay(table) + shown(table), track.width(), track.height());
    writeEdits(out, table);
    out.open("mdia");
    MovieHeader.writeMedia(out, track.video(), track.timescale(), table.duration());
    out.open("minf");
    MovieHeader.writeMediaInformation(out, track.video());
    table.writeTo(out, dataStart, large);
    out.close();
    out.close();
    out.close();
  }

  /** "edts", section 8.6.5: an empty edit for a track that begins late, and where it begins. */
  private void writeEdits(BoxWriter out, SampleTable table) {
    long delay = delay(table);
    out.open("edts");
    out.openFull("elst", 1, 0);
    out.u32(delay > 0 ? 2 : 1);
    if (delay > 0) {
      writeEdit(out, delay, -1);
    }
    writeEdit(out, shown(table), skipped(table));
    out.close();
    out.close();
  }

  private static void writeEdit(BoxWriter out, long duration, long mediaTime) {
    out.u64(duration);
    out.u64(mediaTime);
    out.u16(1); // rate 1.0
    out.u16(0);
  }

  /**
   * Track time from its first sample's decoding to what is presented first: a track that begins
   * late does so with its first sample, since players drop time in front of it that is not an edit.
   */
  private long skipped(SampleTable table) {
    long begin = clip.presentationStart(table.track().timescale());
    return Math.max(0, Math.max(begin, table.firstPresentation()) - table.firstTime());
  }

  /** Movie time from the beginning of the presentation to the track's. */
  private long delay(SampleTable table) {
    int timescale = table.track().timescale();
    long late = table.firstPresentation() - clip.presentationStart(timescale);
    return Ticks.rescale(Math.max(0, late), timescale, MOVIE_TIMESCALE);
  }

  /** Movie time that the track is presented for. */
  private long shown(SampleTable table) {
    // Composition moves the last pictures by as much as the first ones.
    long shown = table.duration() - skipped(table) + table.compositionDelay();
    return Ticks.rescale(Math.max(0, shown), table.track().timescale(), MOVIE_TIMESCALE);
  }
}
