package live.vitrine.web.account;

import java.time.Clock;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.limit.RateLimits;
import live.vitrine.web.mail.MailTemplates;
import live.vitrine.web.mail.Outbox;
import live.vitrine.web.page.Pages;
import live.vitrine.web.session.Sessions;

/** What everything about accounts works with. */
public record AccountContext(
    Database database,
    Clock clock,
    Sessions sessions,
    Pages pages,
    Outbox outbox,
    MailTemplates templates,
    AuditLog audit,
    RateLimits limits,
    Passwords passwords) {

  /** The account of who is signed in. */
  Account account(Request request) {
    long id = request.signedIn().accountId();
    return database
        .read(handle -> AccountRepository.find(handle, id))
        .orElseThrow(HttpException::notFound);
  }
}
