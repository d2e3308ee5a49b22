package live.vitrine.web.http;

import java.net.URI;
import java.util.List;
import live.vitrine.web.session.Sessions;

/**
 * What the server needs to know about the rest.
 *
 * @param publicUrl where browsers find us
 * @param paymentPages where forms of ours may lead
 */
public record HttpContext(URI publicUrl, Sessions sessions, List<URI> paymentPages) {}
