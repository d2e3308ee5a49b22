package live.vitrine.web.account;

import java.util.Locale;
import live.vitrine.web.mail.Letter;
import live.vitrine.web.mail.MailTemplates;
import live.vitrine.web.mail.Outbox;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.text.Message;
import org.jdbi.v3.core.Handle;

/** The mail about accounts: each goes out when the transaction of its handle is committed. */
final class AccountMails {
  private final MailTemplates templates;
  private final Outbox outbox;

  AccountMails(MailTemplates templates, Outbox outbox) {
    this.templates = templates;
    this.outbox = outbox;
  }

  void confirm(Handle handle, String email, Locale language, SessionToken token) {
    withLink(handle, "confirm", email, language, "/account/confirm/" + token.text());
  }

  /** Somebody signed up with an address that has an account. */
  void alreadyThere(Handle handle, String email, Locale language) {
    withLink(handle, "already-there", email, language, "/account/forgotten");
  }

  void reset(Handle handle, String email, Locale language, SessionToken token) {
    withLink(handle, "reset", email, language, "/account/reset/" + token.text());
  }

  void confirmNewEmail(Handle handle, String email, Locale language, SessionToken token) {
    withLink(handle, "new-email", email, language, "/account/email/" + token.text());
  }

  /**
   * Tells somebody that something about their account has changed.
   *
   * @param what of the keys {@code mail.account.WHAT.…}
   */
  void changed(Handle handle, String what, String email, Locale language) {
    withLink(handle, what, email, language, "/account/forgotten");
  }

  void deleted(Handle handle, String email, Locale language) {
    outbox.post(
        handle,
        templates.letter(
            email, language, Letter.of(message("deleted", "subject"), message("deleted", "text"))));
  }

  private void withLink(Handle handle, String key, String email, Locale language, String path) {
    Letter letter =
        Letter.of(message(key, "subject"), message(key, "text"))
            .with(
                new Letter.Link(message(key, "link"), templates.publicUrl() + path),
                message(key, "more"));
    outbox.post(handle, templates.letter(email, language, letter));
  }

  private static Message message(String key, String part) {
    return Message.of("mail.account." + key + "." + part);
  }
}
