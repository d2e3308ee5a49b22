package live.vitrine.web.http;

/** What a route takes besides its address. */
public sealed interface Body {
  /** Nothing: what is sent is refused. */
  record None() implements Body {}

  /** A form of a page of ours, at most 64 KiB, with the session's CSRF token. */
  record Fields() implements Body {}

  /** A form with files, at most {@code bytes} in all, with the session's CSRF token. */
  record Files(long bytes) implements Body {}

  /** Bytes from a program, at most {@code bytes}; the handler checks who sent them. */
  record Raw(long bytes) implements Body {}

  /**
   * JSON from a script of ours, at most {@code bytes}; whoever has a session sends its CSRF token
   * in the header {@code X-CSRF-Token}.
   */
  record Json(long bytes) implements Body {}
}
