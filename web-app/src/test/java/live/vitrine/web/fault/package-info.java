/** What happens to the shop when what it needs fails, is slow, or dies. */
@NullMarked
package live.vitrine.web.fault;

import org.jspecify.annotations.NullMarked;
