package live.vitrine.web.mail;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code mail}, for those who send. */
final class MailRepository {
  private static final int LONGEST_ERROR = 500;

  private MailRepository() {}

  /**
   * Takes the next mail whose time has come, so that nobody else takes it before {@code until}. If
   * the process ends before it says what came of it, it is tried again then.
   */
  static Optional<WaitingMail> claim(Handle handle, Instant now, Instant until) {
    Optional<WaitingMail> next =
        handle
            .createQuery(
                """
                SELECT id, recipient, subject, text, html, attempts FROM mail
                WHERE state = 'waiting' AND next_attempt_at <= :now
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
            .bind("now", now)
            .map((row, _) ->
                new WaitingMail(
                    row.getLong("id"),
                    row.getString("recipient"),
                    row.getString("subject"),
                    row.getString("text"),
                    row.getString("html"),
                    row.getInt("attempts") + 1))
            .findOne();
    next.ifPresent(mail ->
        handle.execute(
            "UPDATE mail SET attempts = attempts + 1, next_attempt_at = ? WHERE id = ?",
            until,
            mail.id()));
    return next;
  }

  /** Forgets what was in it: there are links that only its reader may have. */
  static void sent(Handle handle, long id, Instant now) {
    handle.execute(
        """
        UPDATE mail SET state = 'sent', sent_at = ?, error = NULL, text = '', html = ''
        WHERE id = ?
        """,
        now,
        id);
  }

  static void again(Handle handle, long id, Instant at, String error) {
    handle.execute(
        "UPDATE mail SET next_attempt_at = ?, error = ? WHERE id = ?", at, cut(error), id);
  }

  static void failed(Handle handle, long id, String error) {
    handle.execute("UPDATE mail SET state = 'failed', error = ? WHERE id = ?", cut(error), id);
  }

  /** Removes old mail, but not what must never be sent again. */
  static void removeOld(Handle handle, Instant before) {
    handle.execute(
        "DELETE FROM mail WHERE state <> 'waiting' AND unique_key IS NULL AND created_at < ?",
        before);
  }

  private static String cut(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
  }
}
