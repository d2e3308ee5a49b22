package live.vitrine.media.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;

/** What a request's header must keep to, beyond what the decoder looks at. */
final class RequestRules {
  private RequestRules() {}

  /** One Host in HTTP/1.1 (RFC 9112 section 3.2), and a length that nobody can read otherwise. */
  static boolean isWellFormed(HttpRequest request) {
    HttpHeaders headers = request.headers();
    int hosts = headers.getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && request.protocolVersion().isKeepAliveDefault())) {
      return false;
    }
    List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return encodings.isEmpty()
        || (encodings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst())
            && !headers.contains(HttpHeaderNames.CONTENT_LENGTH));
  }

  /** Methods that ask for something and have no use for a body. */
  static boolean isReading(HttpMethod method) {
    return method.equals(HttpMethod.GET)
        || method.equals(HttpMethod.HEAD)
        || method.equals(HttpMethod.OPTIONS);
  }
}
