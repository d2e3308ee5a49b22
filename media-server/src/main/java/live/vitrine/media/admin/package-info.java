/**
 * The admin port: control API, metrics and health.
 *
 * <p>Depends on {@code hub}, {@code http}, {@code json}, {@code streamkey} and what {@code
 * rtmp.session} and {@code hls} count; only {@code app} depends on it. Runs on the admin port's own
 * event loop, so that it answers while the loops that carry media are busy; what touches the disk
 * or takes long runs on virtual threads. Implements RFC 9457 (problem details) and the Prometheus
 * text format 0.0.4; its addresses and names are documented in {@code docs/control-api.md} and
 * {@code docs/metrics.md}.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
