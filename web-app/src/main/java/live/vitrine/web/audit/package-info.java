/**
 * Who did what that matters later. Written in the transaction of the deed. May depend on nothing of
 * ours.
 */
@NullMarked
package live.vitrine.web.audit;

import org.jspecify.annotations.NullMarked;
