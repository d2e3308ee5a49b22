package live.vitrine.media.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By what a client recognises a resource that it has (RFC 9110 section 8.8).
 *
 * @param entityTag a strong one, in quotes
 * @param lastModified in whole seconds
 */
record Validators(String entityTag, Instant lastModified) {
  /** Section 5.6.7. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  static Validators of(long size, FileTime modified) {
    Instant instant = modified.toInstant();
    String tag = "\"%x-%x%08x\"".formatted(size, instant.getEpochSecond(), instant.getNano());
    return new Validators(tag, instant.truncatedTo(ChronoUnit.SECONDS));
  }

  void addTo(HttpHeaders headers) {
    headers.set(HttpHeaderNames.ETAG, entityTag);
    headers.set(HttpHeaderNames.LAST_MODIFIED, DATE.format(lastModified));
  }

  /** Whether the client has what is there: sections 13.1.2, 13.1.3 and their order in 13.2.2. */
  boolean isUnchanged(HttpHeaders request) {
    String known = request.get(HttpHeaderNames.IF_NONE_MATCH);
    if (known != null) {
      return isListed(known);
    }
    Instant since = date(request.get(HttpHeaderNames.IF_MODIFIED_SINCE));
    return since != null && !lastModified.isAfter(since);
  }

  private boolean isListed(String tags) {
    if (tags.strip().equals("*")) {
      return true;
    }
    for (String tag : tags.split(",", -1)) {
      String bare = tag.strip();
      // The weak comparison: what is before the quotes does not matter.
      if (bare.equals(entityTag) || bare.equals("W/" + entityTag)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a range fits to what the client has already: section 13.1.5. */
  boolean allowRange(HttpHeaders request) {
    String condition = request.get(HttpHeaderNames.IF_RANGE);
    return condition == null
        || condition.equals(entityTag)
        || condition.equals(DATE.format(lastModified));
  }

  private static @Nullable Instant date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.from(DATE.parse(text));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
