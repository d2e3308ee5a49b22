package live.vitrine.media.ffmpeg;

import java.util.Locale;

/**
 * Which small pictures a recording is shown by, and where they stand: row by row in sheets of 10 ×
 * 10.
 *
 * @param duration of the recording, milliseconds
 * @param interval from one picture to the next, milliseconds
 * @param tileHeight pixels
 */
record Storyboard(long duration, long interval, int tileHeight) {
  static final int TILE_WIDTH = 160;
  static final int COLUMNS = 10;
  static final int PER_SHEET = 100;

  private static final long MAX_TILES = 200;
  private static final long MIN_INTERVAL = 2_000;
  private static final int MIN_HEIGHT = 16;
  private static final int MAX_HEIGHT = 480;

  static Storyboard of(long duration, int tileHeight) {
    long interval = Math.max(MIN_INTERVAL, Math.ceilDiv(duration, MAX_TILES));
    return new Storyboard(Math.max(1, duration), interval, tileHeight);
  }

  /** Of a picture this size, which is 0 where it is not known: then 16:9. */
  static int tileHeight(int width, int height) {
    if (width <= 0 || height <= 0) {
      return TILE_WIDTH * 9 / 16;
    }
    long exact = Math.round((double) TILE_WIDTH * height / width);
    return Math.clamp(exact + (exact & 1), MIN_HEIGHT, MAX_HEIGHT);
  }

  int tiles() {
    return (int) Math.ceilDiv(duration, interval);
  }

  int sheets() {
    return Math.ceilDiv(tiles(), PER_SHEET);
  }

  /** Pixels; the last sheet is no larger than it must be. */
  int sheetWidth(int sheet) {
    return Math.min(COLUMNS, tilesOf(sheet)) * TILE_WIDTH;
  }

  int sheetHeight(int sheet) {
    return Math.ceilDiv(tilesOf(sheet), COLUMNS) * tileHeight;
  }

  private int tilesOf(int sheet) {
    return Math.min(PER_SHEET, tiles() - sheet * PER_SHEET);
  }

  /** Pixels from the left of its sheet. */
  static int left(int tile) {
    return tile % COLUMNS * TILE_WIDTH;
  }

  /** Pixels from the top of its sheet. */
  int top(int tile) {
    return tile % PER_SHEET / COLUMNS * tileHeight;
  }

  /** The first tile at or after a time. */
  int tileFrom(long millis) {
    return (int) Math.ceilDiv(millis, interval);
  }

  /** When a tile's picture is shown. */
  long time(int tile) {
    return tile * interval;
  }

  /** The index that players use for their seek bar: WebVTT with spatial media fragments. */
  String webVtt() {
    StringBuilder out = new StringBuilder("WEBVTT\n");
    for (int tile = 0; tile < tiles(); tile++) {
      out.append('\n').append(timestamp(time(tile))).append(" --> ");
      out.append(timestamp(Math.min(duration, time(tile + 1)))).append('\n');
      out.append("sheet-").append(tile / PER_SHEET).append(".jpg#xywh=");
      out.append(left(tile)).append(',').append(top(tile)).append(',');
      out.append(TILE_WIDTH).append(',').append(tileHeight).append('\n');
    }
    return out.toString();
  }

  private static String timestamp(long millis) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        millis % 1_000);
  }
}
