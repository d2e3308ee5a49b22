/**
 * The database: connections, transactions, migrations, and the embedded server where none is
 * configured. All of it blocks: virtual threads only. May depend on {@code config}.
 */
@NullMarked
package live.vitrine.web.database;

import org.jspecify.annotations.NullMarked;
