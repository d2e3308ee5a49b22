/**
 * What tests of several packages share: leak check, seeded generators, real programs as processes.
 */
@NullMarked
package live.vitrine.media.testing;

import org.jspecify.annotations.NullMarked;
