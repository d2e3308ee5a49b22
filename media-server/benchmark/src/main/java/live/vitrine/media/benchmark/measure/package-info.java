/**
 * Figures: histogram, CPU and memory of a process, tables and JSON.
 *
 * <p>Depends on linux for the clock tick only.
 */
@NullMarked
package live.vitrine.media.benchmark.measure;

import org.jspecify.annotations.NullMarked;
