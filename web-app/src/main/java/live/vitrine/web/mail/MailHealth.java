package live.vitrine.web.mail;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How mail is doing, for those who operate the shop.
 *
 * @param waiting mails on their way
 * @param oldest since when the oldest of them waits
 * @param failed mails that were given up
 * @param lastError of the mail that was put in last among those that had one
 */
public record MailHealth(
    long waiting, Optional<Instant> oldest, long failed, Optional<String> lastError) {
  /** Asks the database. */
  public static MailHealth read(Handle handle) {
    Optional<String> lastError =
        handle
            .createQuery(
                """
                SELECT error FROM mail
                WHERE state IN ('waiting', 'failed') AND error IS NOT NULL
                ORDER BY id DESC LIMIT 1
                """)
            .mapTo(String.class)
            .findOne();
    return handle
        .createQuery(
            """
            SELECT COALESCE(SUM(state = 'waiting'), 0) AS waiting,
                   MIN(CASE WHEN state = 'waiting' THEN created_at END) AS oldest,
                   COALESCE(SUM(state = 'failed'), 0) AS failed
            FROM mail WHERE state IN ('waiting', 'failed')
            """)
        .map((row, _) ->
            new MailHealth(
                row.getLong("waiting"),
                Optional.ofNullable(row.getTimestamp("oldest")).map(java.sql.Timestamp::toInstant),
                row.getLong("failed"),
                lastError))
        .one();
  }
}
