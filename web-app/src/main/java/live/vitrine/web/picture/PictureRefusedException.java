package live.vitrine.web.picture;

import live.vitrine.web.text.Message;

/** A file is not a picture that we take; the reason is for whoever sent it. */
public final class PictureRefusedException extends Exception {
  private final transient Message reason;

  PictureRefusedException(Message reason) {
    super(reason.key());
    this.reason = reason;
  }

  PictureRefusedException(String key, Object... arguments) {
    this(Message.of(key, arguments));
  }

  /** What is wrong, and what is allowed. */
  public Message reason() {
    return reason;
  }
}
