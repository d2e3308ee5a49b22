package live.vitrine.web.product;

import java.time.Clock;
import java.util.OptionalLong;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.database.Database;
import live.vitrine.web.product.ProductDraft.Stored;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.product.ProductEdits.Outcome;
import live.vitrine.web.product.ProductEdits.Refused;

/** Carries an import out: all of it, or nothing. Blocks, for some seconds if there is much. */
final class CsvImport {
  private final Database database;
  private final ProductEdits edits;
  private final AuditLog audit;

  CsvImport(Database database, ProductEdits edits, Clock clock) {
    this.database = database;
    this.edits = edits;
    this.audit = new AuditLog(clock);
  }

  CsvPlan plan(Host host, CsvFile file) {
    return database.read(handle -> CsvPlanner.plan(handle, host, file));
  }

  /** What became of an import. */
  sealed interface Result {
    record Done() implements Result {}

    /** Something is wrong, or was changed by others meanwhile: nothing was changed. */
    record NotNow(CsvPlan plan) implements Result {}
  }

  Result run(Host host, CsvFile file, String address) {
    try {
      return database.transaction(handle -> {
        CsvPlan plan = CsvPlanner.plan(handle, host, file);
        if (!plan.isPossible()) {
          return new Result.NotNow(plan);
        }
        for (CsvPlan.Change change : plan.changes()) {
          if (change.current().isEmpty()) {
            long _ = edits.create(handle, host, change.draft());
          } else {
            Stored planned = change.current().get();
            Stored current = ProductEdits.lock(handle, host, planned.id());
            if (current.version() != planned.version()) {
              throw new Refused(new Outcome.Conflict(current));
            }
            long _ = edits.save(handle, host, current, change.draft());
          }
        }
        audit.write(
            handle,
            OptionalLong.of(host.accountId()),
            "product.imported",
            "shop " + host.shopId(),
            plan.count(CsvPlan.Kind.NEW) + " new, " + plan.count(CsvPlan.Kind.CHANGED) + " changed",
            address);
        return new Result.Done();
      });
    } catch (Refused _) {
      return new Result.NotNow(plan(host, file));
    }
  }
}
