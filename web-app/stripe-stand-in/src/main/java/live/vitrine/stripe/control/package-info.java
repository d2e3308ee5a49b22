/**
 * {@code /control/…}: what a test or a demo tells the stand-in, and what it can see of it. Depends
 * on everything but the page. Event loop only.
 */
@NullMarked
package live.vitrine.stripe.control;

import org.jspecify.annotations.NullMarked;
