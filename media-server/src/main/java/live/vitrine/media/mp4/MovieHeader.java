package live.vitrine.media.mp4;

/** The boxes of "moov" that say the same in fragmented and in progressive files. */
final class MovieHeader {
  static final int MILLISECONDS = 1000;

  /** "und" in three times five bits (ISO/IEC 14496-12 section 8.4.2.3). */
  private static final int LANGUAGE_UNDETERMINED = 0x55C4;

  /** Players offer the sound tracks as alternatives of each other (section 8.3.2.3). */
  private static final int SOUND_GROUP = 1;

  private static final int FULL_VOLUME = 0x0100;
  private static final int ENABLED_IN_MOVIE = 3;

  private MovieHeader() {}

  /** "mvhd", section 8.2.2. */
  static void writeMovie(BoxWriter out, int timescale, long duration, int nextTrackId) {
    out.openFull("mvhd", 1, 0);
    out.zeros(16); // creation and modification time: not set
    out.u32(timescale);
    out.u64(duration);
    out.u32(0x0001_0000); // rate 1.0
    out.u16(FULL_VOLUME);
    out.zeros(10);
    writeMatrix(out);
    out.zeros(24);
    out.u32(nextTrackId);
    out.close();
  }

  /**
   * "tkhd", section 8.3.2.
   *
   * @param duration in the movie's timescale
   */
  static void writeTrack(
      BoxWriter out, int id, boolean video, long duration, int width, int height) {
    out.openFull("tkhd", 1, ENABLED_IN_MOVIE);
    out.zeros(16);
    out.u32(id);
    out.u32(0);
    out.u64(duration);
    out.zeros(8);
    out.u16(0); // layer
    out.u16(video ? 0 : SOUND_GROUP);
    out.u16(video ? 0 : FULL_VOLUME);
    out.u16(0);
    writeMatrix(out);
    out.u32(width << 16);
    out.u32(height << 16);
    out.close();
  }

  private static void writeMatrix(BoxWriter out) {
    for (int value : new int[] {0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000}) {
      out.u32(value);
    }
  }

  /** "mdhd" and "hdlr", sections 8.4.2 and 8.4.3; the duration in the track's timescale. */
  static void writeMedia(BoxWriter out, boolean video, int timescale, long duration) {
    out.openFull("mdhd", 1, 0);
    out.zeros(16);
    out.u32(timescale);
    out.u64(duration);
    out.u16(LANGUAGE_UNDETERMINED);
    out.u16(0);
    out.close();
    out.openFull("hdlr", 0, 0);
    out.u32(0);
    out.fourCharacters(video ? "vide" : "soun");
    out.zeros(12);
    out.string(video ? "Video" : "Audio");
    out.close();
  }

  /** "vmhd" or "smhd", and "dinf" saying that the samples are in this file. */
  static void writeMediaInformation(BoxWriter out, boolean video) {
    if (video) {
      out.openFull("vmhd", 0, 1);
      out.zeros(8);
    } else {
      out.openFull("smhd", 0, 0);
      out.zeros(4);
    }
    out.close();
    out.open("dinf");
    out.openFull("dref", 0, 0);
    out.u32(1);
    out.openFull("url ", 0, 1);
    out.close();
    out.close();
    out.close();
  }
}
