/**
 * {@code scripts/bench shop}: the web-app on one core; its database, the stand-in for Stripe,
 * shoppers and buyers on another. Depends on {@code web-app} for the database and on the media
 * server's benchmark for tables and figures. Everything runs on the main thread but buyers, who
 * have virtual threads.
 */
@NullMarked
package live.vitrine.web.benchmark;

import org.jspecify.annotations.NullMarked;
