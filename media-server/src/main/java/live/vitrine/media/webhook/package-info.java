/**
 * Webhooks: other programs are told over HTTP what happens to streams, and may be asked who may
 * publish.
 *
 * <p>Messages are signed as Standard Webhooks say (headers {@code webhook-id}, {@code
 * webhook-timestamp} and {@code webhook-signature}, version {@code v1}). What happens on an event
 * loop becomes an {@link live.vitrine.media.webhook.Event} there; it is handed over without
 * blocking to one writer thread, which appends it to the {@link
 * live.vitrine.media.webhook.DiskQueue} of every endpoint; each endpoint has a thread of its own
 * that delivers in order, so that a slow one delays nobody else. All of these threads are virtual.
 *
 * <p>Depends on {@code hub} for streams, {@code rtmp.session} for the decision about publishers,
 * {@code json}, and {@code http} and {@code api} for its part of the control API.
 */
@NullMarked
@CheckReturnValue
package live.vitrine.media.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
