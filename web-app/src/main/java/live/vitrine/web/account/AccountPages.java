package live.vitrine.web.account;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.page.QrCodes;
import live.vitrine.web.session.ActiveSession;
import live.vitrine.web.session.Role;

/** What the pages about accounts show: one record for each kind of page. */
public interface AccountPages {
  /** A page of one form. */
  record Fields(Form form) {}

  /**
   * Signing in.
   *
   * @param to where to go afterwards
   */
  record SignIn(Form form, String to) {}

  /**
   * The second step of signing in.
   *
   * @param token says whose password was right
   */
  record Code(Form form, String to, String token) {}

  /**
   * A mail is on its way.
   *
   * @param text key of what is said
   */
  record Sent(String text) {}

  /**
   * Behind a mailed link that proves an address.
   *
   * @param asks whether the password is asked for
   */
  record Confirm(Form form, String token, String email, boolean asks) {}

  /** Behind a mailed link for a new password. */
  record Reset(Form form, String token, String email) {}

  /** The first page of an account. */
  record Profile(
      Form form,
      String email,
      boolean emailConfirmed,
      Optional<String> pictureId,
      Role role,
      boolean secondFactor) {

    /** Whether the second factor is strongly suggested. */
    public boolean shouldHaveSecondFactor() {
      return !secondFactor && role != Role.SHOPPER;
    }
  }

  /** Changing the address. */
  record Email(Form form, String email, boolean confirmed) {}

  /**
   * Where somebody is signed in.
   *
   * @param current the session that asks
   */
  record SessionList(List<ActiveSession> sessions, String current) {}

  /** A secret to be put into an authenticator, as text in groups of four and as a QR code. */
  record Secret(String text, QrCodes.Drawing code) {}

  /**
   * The second factor.
   *
   * @param secret there while it is being set up
   * @param codesLeft recovery codes that were not used
   */
  record Factor(Form form, boolean enabled, Optional<Secret> secret, int codesLeft, Role role) {}

  /** Recovery codes, shown once. */
  record Codes(List<String> codes) {}

  /** Deleting the account. */
  record Deletion(Form form, boolean hasShop) {}
}
