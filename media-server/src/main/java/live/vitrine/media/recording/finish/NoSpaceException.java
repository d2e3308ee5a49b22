package live.vitrine.media.recording.finish;

import java.io.IOException;

/** The disk has not enough room for what was asked for. The message has the numbers. */
public final class NoSpaceException extends IOException {
  private static final long serialVersionUID = 1L;

  NoSpaceException(String message) {
    super(message);
  }
}
