package live.vitrine.web.admin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Request;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.Sessions;
import org.jdbi.v3.core.Handle;

/**
 * What administrators decide about accounts. There is always one administrator left who can sign
 * in, whoever decides what at the same time.
 */
final class AccountDecisions {
  /** What came of it. */
  enum Outcome {
    DONE,
    /** Nobody could administrate any more. */
    LAST_ADMINISTRATOR,
    /** Administrators do not shut themselves out. */
    YOURSELF,
    /** There is no such account any more, or it is like that already. */
    NOTHING_TO_DO
  }

  /** A change of an account that exists; answers what the audit log says about it. */
  private interface Change {
    Optional<String> apply(Handle handle, AccountRow account);
  }

  private final Database database;
  private final Sessions sessions;
  private final AuditLog audit;
  private final Clock clock;

  AccountDecisions(AdminContext context, AuditLog audit) {
    this.database = context.database();
    this.sessions = context.sessions();
    this.clock = context.clock();
    this.audit = audit;
  }

  Outcome makeAdministrator(Request request, long accountId) {
    return decide(
        request,
        accountId,
        "account.role",
        false,
        (handle, account) -> {
          if (account.isAdministrator() || account.suspendedAt().isPresent()) {
            return Optional.empty();
          }
          AccountRowRepository.setRole(handle, accountId, Role.ADMINISTRATOR);
          return Optional.of(account.role().stored() + " → administrator");
        });
  }

  /** They are a host where they have a shop, otherwise a shopper. */
  Outcome takeAdministratorAway(Request request, long accountId) {
    return decide(
        request,
        accountId,
        "account.role",
        true,
        (handle, account) -> {
          if (!account.isAdministrator()) {
            return Optional.empty();
          }
          Role role = account.shopId().isPresent() ? Role.HOST : Role.SHOPPER;
          AccountRowRepository.setRole(handle, accountId, role);
          return Optional.of("administrator → " + role.stored());
        });
  }

  /** They are signed out everywhere, at once. */
  Outcome suspend(Request request, long accountId) {
    if (accountId == request.signedIn().accountId()) {
      return Outcome.YOURSELF;
    }
    return decide(
        request,
        accountId,
        "account.suspended",
        true,
        (handle, account) -> {
          if (account.suspendedAt().isPresent()) {
            return Optional.empty();
          }
          AccountRowRepository.setSuspended(handle, accountId, clock.instant());
          sessions.endAll(handle, accountId, null);
          return Optional.of("");
        });
  }

  Outcome unsuspend(Request request, long accountId) {
    return decide(
        request,
        accountId,
        "account.unsuspended",
        false,
        (handle, account) -> {
          if (account.suspendedAt().isEmpty()) {
            return Optional.empty();
          }
          AccountRowRepository.setSuspended(handle, accountId, null);
          return Optional.of("");
        });
  }

  /** Writes down that a mail for a new password was asked for. */
  void noteReset(Request request, long accountId) {
    database.change(handle -> write(handle, request, accountId, "account.reset-mail", ""));
  }

  private Outcome decide(
      Request request, long accountId, String action, boolean takesAway, Change change) {
    return database.transaction(handle -> {
      // Locked before the account is read, so that what is read still holds when it is changed.
      List<Long> administrators = AccountRowRepository.lockAdministrators(handle);
      if (!administrators.contains(request.signedIn().accountId())) {
        return Outcome.NOTHING_TO_DO;
      }
      if (takesAway && administrators.equals(List.of(accountId))) {
        return Outcome.LAST_ADMINISTRATOR;
      }
      Optional<String> detail =
          AccountRowRepository.find(handle, accountId)
              .filter(account -> !account.deleted())
              .flatMap(account -> change.apply(handle, account));
      detail.ifPresent(words -> write(handle, request, accountId, action, words));
      return detail.isPresent() ? Outcome.DONE : Outcome.NOTHING_TO_DO;
    });
  }

  private void write(Handle handle, Request request, long accountId, String action, String detail) {
    audit.write(
        handle,
        OptionalLong.of(request.signedIn().accountId()),
        action,
        "account " + accountId,
        detail,
        request.address());
  }
}
