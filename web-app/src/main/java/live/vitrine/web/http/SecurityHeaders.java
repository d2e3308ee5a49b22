package live.vitrine.web.http;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;

/** What every answer tells browsers not to do. */
final class SecurityHeaders {
  private final String contentSecurityPolicy;
  private final boolean secure;

  /**
   * @param media where pictures and sound of shows come from
   * @param payment where a payment form leads to
   */
  SecurityHeaders(URI publicUrl, URI media, List<URI> payment) {
    this.secure = "https".equals(publicUrl.getScheme());
    StringBuilder formAction = new StringBuilder("form-action 'self'");
    payment.forEach(target -> formAction.append(' ').append(origin(target)));
    String show = origin(media) + " " + origin(media).replaceFirst("^http", "ws");
    this.contentSecurityPolicy =
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob: " + origin(media),
            "media-src 'self' blob: " + origin(media),
            "connect-src 'self' " + show,
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            formAction.toString(),
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'none'");
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  void addTo(MultiMap headers) {
    headers.set("Content-Security-Policy", contentSecurityPolicy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
