package live.vitrine.media.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a request's HEADERS into what routes know (RFC 9113 section 8.3.1). */
final class Http2Requests {
  /** Not in HTTP/2 (section 8.2.2); TE only to say that trailers are welcome. */
  private static final List<CharSequence> FORBIDDEN =
      List.of(
          HttpHeaderNames.CONNECTION,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.UPGRADE,
          "keep-alive",
          "proxy-connection");

  private Http2Requests() {}

  /** The request; null where it is malformed (section 8.1.1). */
  static @Nullable HttpRequest request(Http2Headers fields) {
    CharSequence method = fields.method();
    CharSequence path = fields.path();
    if (method == null || path == null || fields.scheme() == null || !isTarget(method, path)) {
      return null;
    }
    HttpHeaders headers = new DefaultHttpHeaders();
    try {
      for (Map.Entry<CharSequence, CharSequence> field : fields) {
        if (field.getKey().charAt(0) != ':') {
          headers.add(field.getKey(), field.getValue());
        }
      }
      CharSequence authority = fields.authority();
      if (authority != null) {
        headers.set(HttpHeaderNames.HOST, authority);
      }
      if (FORBIDDEN.stream().anyMatch(headers::contains)) {
        return null;
      }
      return new DefaultHttpRequest(
          HttpVersion.HTTP_1_1, HttpMethod.valueOf(method.toString()), path.toString(), headers);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isTarget(CharSequence method, CharSequence path) {
    if (path.isEmpty()) {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      char octet = path.charAt(i);
      if (octet <= ' ' || octet >= 0x7F) {
        return false;
      }
    }
    return path.charAt(0) == '/'
        || (HttpMethod.OPTIONS.name().contentEquals(method) && "*".contentEquals(path));
  }
}
