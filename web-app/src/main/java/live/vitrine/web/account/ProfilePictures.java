package live.vitrine.web.account;

import live.vitrine.web.http.Upload;
import live.vitrine.web.text.Message;

/** Where pictures of people are kept. */
public interface ProfilePictures {
  /**
   * Checks and stores a picture; answers its ID.
   *
   * @throws RefusedException it is none, or none that is taken
   */
  String store(long ownerId, Upload upload) throws RefusedException;

  /** Removes a picture that nothing refers to any more. */
  void remove(String pictureId);

  /** Why a picture is not taken, for whoever sent it. */
  final class RefusedException extends Exception {
    private final transient Message reason;

    public RefusedException(Message reason) {
      super(reason.key());
      this.reason = reason;
    }

    public Message reason() {
      return reason;
    }
  }
}
