/**
 * Who is asking: sessions kept in the database, and the identity behind them. Blocks: virtual
 * threads only. May depend on {@code database} and {@code config}; accounts, sign-in and passwords
 * are not its concern.
 */
@NullMarked
package live.vitrine.web.session;

import org.jspecify.annotations.NullMarked;
