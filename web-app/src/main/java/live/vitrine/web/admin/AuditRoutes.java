package live.vitrine.web.admin;

import java.util.List;
import java.util.Map;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import org.jdbi.v3.core.Handle;

/** {@code /admin/audit}: who did what. */
final class AuditRoutes {
  private static final int LONGEST_FILTER = 100;

  private final Pages pages;
  private final Database database;

  AuditRoutes(AdminContext context) {
    this.pages = context.pages();
    this.database = context.database();
  }

  void register(Routes routes) {
    routes.get("/admin/audit", Access.ADMINISTRATOR, this::list);
  }

  private Answer list(Request request) {
    String action = filter(request, "action");
    String subject = filter(request, "subject");
    String who = filter(request, "who");
    Listing<AuditRow> found =
        Listing.of(
            request,
            Map.of("action", action, "subject", subject, "who", who),
            (limit, offset) ->
                database.read(handle -> entries(handle, action, subject, who, limit, offset)));
    return pages.page(request, "admin/audit", found);
  }

  private static String filter(Request request, String name) {
    String typed = request.queryParameter(name).orElse("").strip();
    return typed.substring(0, Math.min(typed.length(), LONGEST_FILTER));
  }

  private static List<AuditRow> entries(
      Handle handle, String action, String subject, String who, int limit, int offset) {
    return handle
        .createQuery(
            """
            SELECT e.at, a.email, e.action, e.subject, e.detail, e.address
            FROM audit_entry e
            LEFT JOIN account a ON a.id = e.actor_id
            WHERE (:action = '' OR e.action LIKE CONVERT(:actionPattern USING ascii) ESCAPE '!')
              AND (:subject = '' OR e.subject LIKE :subjectPattern ESCAPE '!')
              AND (:who = '' OR a.email LIKE :whoPattern ESCAPE '!')
            ORDER BY e.id DESC
            LIMIT :limit OFFSET :offset
            """)
        .bind("action", action)
        .bind("actionPattern", Listing.pattern(action))
        .bind("subject", subject)
        .bind("subjectPattern", Listing.pattern(subject))
        .bind("who", who)
        .bind("whoPattern", Listing.pattern(who))
        .bind("limit", limit)
        .bind("offset", offset)
        .map((row, _) -> {
          String email = row.getString("email");
          return new AuditRow(
              row.getTimestamp("at").toInstant(),
              email == null ? "" : email,
              row.getString("action"),
              row.getString("subject"),
              row.getString("detail"),
              row.getString("address"));
        })
        .list();
  }
}
