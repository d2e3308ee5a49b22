package live.vitrine.web.media;

import live.vitrine.web.text.Message;

/** What came of asking the media-server. */
public sealed interface MediaAnswer<T> {
  /** It answered. */
  record Answered<T>(T value) implements MediaAnswer<T> {}

  /**
   * It cannot be reached, took too long, or answered something that cannot be used. Whether it did
   * what was asked is not known.
   *
   * @param reason in words, for whoever operates it
   */
  record Away<T>(Message reason) implements MediaAnswer<T> {}
}
