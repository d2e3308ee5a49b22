/**
 * Mail: written to the database in the transaction that causes it, sent afterwards by SMTP or into
 * a folder. Blocks: virtual threads only. May depend on {@code database}, {@code config}, {@code
 * text}.
 */
@NullMarked
package live.vitrine.web.mail;

import org.jspecify.annotations.NullMarked;
