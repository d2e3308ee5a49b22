package live.vitrine.web.admin;

/** Sends somebody the mail by which they choose a new password. */
@FunctionalInterface
public interface PasswordResetMail {
  /**
   * Sends it.
   *
   * @param email of an account that is neither suspended nor deleted
   * @param address where the administrator is who asks for it
   * @param agent what their browser calls itself
   */
  void send(String email, String address, String agent);
}
