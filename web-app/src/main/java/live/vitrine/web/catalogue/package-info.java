/**
 * What shoppers see: home, search, the shelf of a shop, products, and what search engines read.
 *
 * <p>How fresh it is: lists (home, shelves, search) and the shop's own words are as the database
 * had them at most 1 s ago, the same for everybody and never anything personal. A product's page,
 * with its prices and its stock, is at most 1 s old, too; what is charged is decided when an order
 * is made, from the database. The list for search engines is at most 10 min old.
 *
 * <p>No list counts everything there is: a page asks for one thing more than it shows to know
 * whether there is a next one. Blocks: virtual threads only. May depend on {@code http}, {@code
 * page}, {@code database}, {@code shop}, {@code product}, {@code money}, {@code text}.
 */
@NullMarked
package live.vitrine.web.catalogue;

import org.jspecify.annotations.NullMarked;
