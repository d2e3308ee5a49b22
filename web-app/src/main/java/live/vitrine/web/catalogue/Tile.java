package live.vitrine.web.catalogue;

import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A product in a list.
 *
 * @param price of its cheapest variant that can be bought, else of its cheapest; empty without
 *     variants
 * @param usualPrice crossed out beside {@code price}, where that is lower now
 * @param varies whether other variants cost more
 * @param flash whether {@code price} is a flash price
 * @param soldOut whether no variant can be bought
 */
public record Tile(
    long id,
    String name,
    String shopName,
    String shopHandle,
    Optional<String> pictureId,
    Optional<Money> price,
    Optional<Money> usualPrice,
    boolean varies,
    boolean flash,
    boolean soldOut) {}
