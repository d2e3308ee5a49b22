package live.vitrine.media.codec;

import java.util.function.Supplier;

/**
 * Width and height in luma samples.
 *
 * @param width 0 when unknown
 * @param height 0 when unknown
 */
record PictureSize(int width, int height) {
  static final PictureSize UNKNOWN = new PictureSize(0, 0);

  /**
   * What the parser finds; unknown when the structure is damaged. A stream whose size cannot be
   * read can still be passed on.
   */
  static PictureSize orUnknown(Supplier<PictureSize> parser) {
    try {
      return parser.get();
    } catch (CodecException _) {
      return UNKNOWN;
    }
  }
}
