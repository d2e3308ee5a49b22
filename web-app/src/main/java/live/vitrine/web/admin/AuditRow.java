package live.vitrine.web.admin;

import java.time.Instant;

/**
 * An entry of the audit log.
 *
 * @param actor the address of who did it; empty for nobody known, or the program itself
 */
public record AuditRow(
    Instant at, String actor, String action, String subject, String detail, String address) {}
