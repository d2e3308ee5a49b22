package live.vitrine.media.benchmark.viewer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects the head of an HTTP response and picks what its body is made of. One thread. */
final class ResponseHead {
  private static final int MAX_BYTES = 8 << 10;

  private final ByteSink flv;
  private final StringBuilder text = new StringBuilder();

  ResponseHead(ByteSink flv) {
    this.flv = flv;
  }

  /** Takes bytes up to the blank line; answers the position behind the last one taken. */
  long take(MemorySegment data, long from, long to) {
    long at = from;
    while (at < to && !isComplete()) {
      if (text.length() == MAX_BYTES) {
        throw new StreamFaultException(StreamFault.HTTP_HEAD_TOO_LONG, MAX_BYTES + " bytes");
      }
      text.append((char) (data.get(JAVA_BYTE, at++) & 0xFF));
    }
    return at;
  }

  boolean isComplete() {
    int length = text.length();
    return length >= 4
        && text.charAt(length - 1) == '\n'
        && text.indexOf("\r\n\r\n", length - 4) >= 0;
  }

  /** What takes the body; only for a complete head. */
  ByteSink body() {
    String[] lines = text.toString().split("\r\n", -1);
    String status = lines[0].length() >= 12 ? lines[0].substring(9, 12) : "";
    if (lines[0].startsWith("HTTP/1.") && status.equals("101")) {
      return new WebSocketBody(flv);
    }
    if (!lines[0].startsWith("HTTP/1.") || !status.equals("200")) {
      throw new StreamFaultException(StreamFault.HTTP_STATUS, lines[0]);
    }
    String coding = header(lines, "transfer-encoding");
    return coding != null && coding.equals("chunked") ? new ChunkedBody(flv) : flv;
  }

  private static @Nullable String header(String[] lines, String name) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  /** The request for {@code path}: a plain GET, or an Upgrade to a WebSocket. */
  static String request(String authority, String path, boolean webSocket) {
    String upgrade =
        """
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dml0cmluZS1iZW5jaG1hcg==\r
        """;
    return """
    GET %s HTTP/1.1\r
    Host: %s\r
    User-Agent: vitrine-bench\r
    %s\r
    """
        .formatted(path, authority, webSocket ? upgrade : "");
  }
}
