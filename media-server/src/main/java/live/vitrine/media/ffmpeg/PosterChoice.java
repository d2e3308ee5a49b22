package live.vitrine.media.ffmpeg;

/**
 * Chooses the picture that a recording is shown by: one with much in it, neither dark nor burnt
 * out, near the beginning if there is one.
 */
final class PosterChoice {
  private static final int DARK = 24;
  private static final int BRIGHT = 235;

  /** Deviation of brightness, of 255, in a picture in which something can be seen. */
  private static final double CLEAR = 12;

  private static final int NOT_CHOSEN = -1;

  private final int beginning;
  private int early = NOT_CHOSEN;
  private double earlyScore = NOT_CHOSEN;
  private int any;
  private double anyScore = NOT_CHOSEN;

  /**
   * @param beginning how many tiles belong to it
   */
  PosterChoice(int beginning) {
    this.beginning = beginning;
  }

  void look(int tile, byte[] pixels) {
    double score = score(pixels);
    if (score > anyScore) {
      any = tile;
      anyScore = score;
    }
    if (tile < beginning && score > earlyScore) {
      early = tile;
      earlyScore = score;
    }
  }

  /** The tile whose picture it is. */
  int tile() {
    return earlyScore >= CLEAR ? early : any;
  }

  /** How much brightness deviates; a tenth of it in pictures that are nearly black or white. */
  static double score(byte[] pixels) {
    long sum = 0;
    long squares = 0;
    int count = pixels.length / 3;
    for (int i = 0; i + 2 < pixels.length; i += 3) {
      // ITU-R BT.601.
      int light =
          (114 * (pixels[i] & 0xFF) + 587 * (pixels[i + 1] & 0xFF) + 299 * (pixels[i + 2] & 0xFF))
              / 1000;
      sum += light;
      squares += (long) light * light;
    }
    double mean = (double) sum / count;
    double deviation = Math.sqrt(Math.max(0, (double) squares / count - mean * mean));
    return mean < DARK || mean > BRIGHT ? deviation / 10 : deviation;
  }
}
