package live.vitrine.web.admin;

/** Sends somebody the mail by which they choose a new password. */
@FunctionalInterface
public interface PasswordResetMail {
  /**
   * Sends it.
   *
   * @param email of an account that is neither suspended nor deleted
   */
  void send(String email);
}
