package live.vitrine.media.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * One file of the page, as it is sent.
 *
 * @param content direct, shared and never freed: to be sent as a duplicate
 * @param entityTag changes whenever the bytes do, quotes included
 */
record PageFile(ByteBuf content, String contentType, String entityTag) {
  private static final int TAG_BYTES = 12;

  /** What may be served. Anything else in the folder stays there. */
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  /** The content type that goes with a file's name, for those that are served at all. */
  static Optional<String> contentType(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return Optional.ofNullable(CONTENT_TYPES.get(extension));
  }

  static PageFile of(byte[] bytes, String contentType) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String tag =
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
      ByteBuffer memory = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      ByteBuf content = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(memory));
      return new PageFile(content, contentType, '"' + tag + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether a client that sends this If-None-Match has these bytes already. */
  boolean matches(String ifNoneMatch) {
    if (ifNoneMatch.strip().equals("*")) {
      return true;
    }
    for (String candidate : ifNoneMatch.split(",", -1)) {
      String tag = candidate.strip();
      // The weak comparison, as If-None-Match asks for.
      if ((tag.startsWith("W/") ? tag.substring(2) : tag).equals(entityTag)) {
        return true;
      }
    }
    return false;
  }
}
