package live.vitrine.media.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.mp4.Mp4Exception.Reason;

/** Reads the "moov" box of a fragmented file (ISO/IEC 14496-12 sections 8.2 to 8.5, 8.8.3). */
final class MovieReader {
  static final int MAX_TRACKS = 64;

  private static final int FULL_BOX = 4;

  private MovieReader() {}

  static Movie read(BoxReader moov) {
    List<RecordedTrack> tracks = new ArrayList<>();
    List<TrackDefaults> defaults = new ArrayList<>();
    for (BoxReader box = moov.next(); box != null; box = moov.next()) {
      switch (box.type()) {
        case "trak" -> {
          if (tracks.size() == MAX_TRACKS) {
            throw new Mp4Exception(Reason.TOO_LARGE, "more than %d tracks".formatted(MAX_TRACKS));
          }
          tracks.add(readTrack(box));
        }
        case "mvex" -> readDefaults(box, defaults);
        default -> {
          // "mvhd" has nothing that the tracks do not say better.
        }
      }
    }
    return new Movie(tracks, defaults);
  }

  private static RecordedTrack readTrack(BoxReader trak) {
    BoxReader media = trak.child("mdia");
    String handler = handler(media.child("hdlr"));
    boolean video = handler.equals("vide");
    if (!video && !handler.equals("soun")) {
      throw new Mp4Exception(Reason.UNSUPPORTED, "handler is '%s'".formatted(handler));
    }
    ByteBuffer description = media.child("minf").child("stbl").child("stsd").rest();
    int timescale = timescale(media.child("mdhd"));
    BoxReader header = trak.child("tkhd");
    int version = header.i32() >>> 24;
    header.skip(version == 1 ? 16 : 8);
    int id = header.i32();
    if (id < 1) {
      throw new Mp4Exception(Reason.INVALID, "track id is %d, at least 1".formatted(id));
    }
    header.skip(version == 1 ? 12 : 8);
    header.skip(8 + 8 + 36);
    int width = header.i32() >>> 16;
    int height = header.i32() >>> 16;
    return new RecordedTrack(id, video, format(description), timescale, width, height, description);
  }

  private static String handler(BoxReader box) {
    box.skip(FULL_BOX + 4);
    return box.fourCharacters();
  }

  private static int timescale(BoxReader box) {
    box.skip(box.i32() >>> 24 == 1 ? 16 : 8);
    int timescale = box.i32();
    if (timescale < 1) {
      throw new Mp4Exception(Reason.INVALID, "timescale is %d, at least 1".formatted(timescale));
    }
    return timescale;
  }

  private static String format(ByteBuffer description) {
    BoxReader box = new BoxReader("stsd", description);
    box.skip(FULL_BOX + 4);
    BoxReader entry = box.next();
    if (entry == null) {
      throw new Mp4Exception(Reason.MISSING, "no sample entry in 'stsd'");
    }
    return entry.type();
  }

  private static void readDefaults(BoxReader mvex, List<TrackDefaults> defaults) {
    for (BoxReader box = mvex.next(); box != null; box = mvex.next()) {
      if (box.type().equals("trex") && defaults.size() < MAX_TRACKS) {
        box.skip(FULL_BOX);
        defaults.add(new TrackDefaults(box.i32(), box.i32(), box.i32(), box.i32(), box.i32()));
      }
    }
  }
}
