package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The head of a fragmented file: which tracks there are and how to decode them. Pure functions.
 *
 * <p>No edit lists: composition offsets are signed and times begin where {@link FragmentBuilder} is
 * told.
 */
public final class InitSegment {
  private InitSegment() {}

  /**
   * Writes "ftyp" and "moov" (ISO/IEC 23000-19 section 7.3.1).
   *
   * @param tracks at least one, with different ids
   */
  public static byte[] bytes(List<Mp4Track> tracks) {
    Set<Integer> ids = new HashSet<>();
    int nextId = 1;
    for (Mp4Track track : tracks) {
      if (!ids.add(track.id())) {
        throw new IllegalArgumentException("two tracks have the id %d".formatted(track.id()));
      }
      nextId = Math.max(nextId, track.id() + 1);
    }
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException("an initialization segment needs a track");
    }
    ByteBuf buffer = Unpooled.buffer(1024); // of our own and on the heap: nothing to release
    BoxWriter out = new BoxWriter(buffer);
    writeFileType(out);
    out.open("moov");
    MovieHeader.writeMovie(out, MovieHeader.MILLISECONDS, 0, nextId);
    for (Mp4Track track : tracks) {
      writeTrack(out, track);
    }
    writeExtends(out, tracks);
    out.close();
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  private static void writeFileType(BoxWriter out) {
    out.open("ftyp");
    out.fourCharacters("iso6");
    out.u32(0);
    out.fourCharacters("iso6");
    out.fourCharacters("cmfc");
    out.fourCharacters("mp41");
    out.close();
  }

  private static void writeTrack(BoxWriter out, Mp4Track track) {
    boolean video = track.isVideo();
    SampleEntry entry = SampleEntry.of(track.configuration());
    out.open("trak");
    MovieHeader.writeTrack(out, track.id(), video, 0, entry.width(), entry.height());
    out.open("mdia");
    MovieHeader.writeMedia(out, video, track.timescale(), 0);
    out.open("minf");
    MovieHeader.writeMediaInformation(out, video);
    out.open("stbl");
    out.openFull("stsd", 0, 0);
    out.u32(1);
    entry.writeTo(out);
    out.close();
    // No samples here: they are in the fragments.
    for (String table : List.of("stts", "stsc", "stco")) {
      out.openFull(table, 0, 0);
      out.u32(0);
      out.close();
    }
    out.openFull("stsz", 0, 0);
    out.u32(0);
    out.u32(0);
    out.close();
    out.close();
    out.close();
    out.close();
    out.close();
  }

  private static void writeExtends(BoxWriter out, List<Mp4Track> tracks) {
    out.open("mvex");
    for (Mp4Track track : tracks) {
      out.openFull("trex", 0, 0);
      out.u32(track.id());
      out.u32(1); // sample description
      out.zeros(12); // duration, size, flags: every fragment has its own
      out.close();
    }
    out.close();
  }
}
