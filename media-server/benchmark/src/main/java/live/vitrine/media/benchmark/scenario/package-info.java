/**
 * What is measured: one class per figure, the processes it needs, and the load generator that
 * drives them.
 *
 * <p>May depend on every package beside it. Everything runs on the main thread.
 */
@NullMarked
package live.vitrine.media.benchmark.scenario;

import org.jspecify.annotations.NullMarked;
