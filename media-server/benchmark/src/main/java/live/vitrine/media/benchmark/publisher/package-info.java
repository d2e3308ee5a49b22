/**
 * Publishers that speak just enough RTMP to push the synthetic show on an absolute timetable.
 *
 * <p>May depend on linux, media, measure. Runs on the load generator's thread. RTMP 1.0 sections 5
 * to 7; AMF0.
 */
@NullMarked
package live.vitrine.media.benchmark.publisher;

import org.jspecify.annotations.NullMarked;
