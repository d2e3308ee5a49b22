/**
 * Settings of the process: one commented file, every key also by environment variable, all wrong
 * settings named in one go with their origin.
 *
 * <p>Depends on nothing of ours. Runs once, on the main thread, before anything is started; the
 * records it answers are immutable and may be read from any thread.
 */
@NullMarked
package live.vitrine.media.config;

import org.jspecify.annotations.NullMarked;
