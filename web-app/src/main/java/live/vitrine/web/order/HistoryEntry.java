package live.vitrine.web.order;

import java.time.Instant;

/**
 * Something that happened to an order.
 *
 * @param kind {@code placed}, {@code paid}, …; its words are {@code order.event.KIND}
 * @param detail may be empty
 */
public record HistoryEntry(Instant at, String kind, String detail) {}
