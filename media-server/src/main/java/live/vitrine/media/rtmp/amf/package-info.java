/**
 * Action Message Format: AMF0 decoding and encoding, AMF3 decoding, plain values only.
 *
 * <p>Depends on nothing else of the project and knows no connection. Every class is either
 * immutable or used by one thread during one call. Implements "Action Message Format - AMF 0"
 * (section numbers "AMF0 2.x") and "Action Message Format - AMF 3" ("AMF3 3.x"). No class is ever
 * instantiated by name: typed objects decode to plain members.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.rtmp.amf;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
