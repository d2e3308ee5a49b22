package live.vitrine.media.hub;

import live.vitrine.media.flv.FlvTag;

/**
 * Which picture and which sound of a multitrack stream a viewer gets.
 *
 * @param video number of the video track, 0 to {@link #MAX_TRACK}; {@link #NONE} for sound alone
 * @param audio number of the audio track, 0 to {@link #MAX_TRACK}; {@link #NONE} for pictures alone
 */
public record TrackSelection(int video, int audio) {
  /** No track of that kind. */
  public static final int NONE = -1;

  /** The highest track number that is carried on: what a publisher sends above it is left out. */
  public static final int MAX_TRACK = 15;

  /** What viewers get who ask for nothing else. */
  public static final TrackSelection MAIN = new TrackSelection(0, 0);

  public TrackSelection {
    check(video);
    check(audio);
    if (video == NONE && audio == NONE) {
      throw new IllegalArgumentException("neither picture nor sound");
    }
  }

  private static void check(int track) {
    if (track < NONE || track > MAX_TRACK) {
      throw new IllegalArgumentException(
          "track %d, allowed are 0 to %d and %d for none".formatted(track, MAX_TRACK, NONE));
    }
  }

  /** Whether the tag is for viewers of these tracks. */
  boolean includes(FlvTag tag) {
    return switch (tag.type()) {
      case VIDEO -> tag.track() == video;
      case AUDIO -> tag.track() == audio;
      case SCRIPT -> true;
    };
  }
}
