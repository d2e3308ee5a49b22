/**
 * FLV tags as the unit of everything downstream of ingest: one buffer that holds tag header,
 * payload and PreviousTagSize, finished once and shared by every viewer.
 *
 * <p>Depends on nothing else of the project. Values are immutable after construction; reference
 * counts may be changed on any thread. Implements Annex E of the Adobe Flash Video File Format
 * Specification, version 10.1, and looks into the leading bytes of Enhanced RTMP v2 payloads.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.flv;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
