/**
 * Accounts: sign-up, sign-in, passwords, second factor, sessions as their owner sees them, profile,
 * export and deletion. Nothing here tells a stranger whether an address has an account. Blocks:
 * virtual threads only. May depend on {@code http}, {@code page}, {@code session}, {@code
 * database}, {@code mail}, {@code picture}, {@code audit}, {@code limit}, {@code text}.
 */
@NullMarked
package live.vitrine.web.account;

import org.jspecify.annotations.NullMarked;
