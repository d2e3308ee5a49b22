package live.vitrine.web.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.session.Session;

/**
 * What is answered. Without a {@code Cache-Control} of its own an answer is not kept by anybody.
 *
 * @param headers in the order in which they are sent
 * @param begun a session that begins with this answer: its cookie is set
 * @param endsSession the cookie is removed
 * @param notice the key of a message that the next page shows
 * @param language the language that this browser is answered in from now on
 */
public record Answer(
    int status,
    List<Map.Entry<String, String>> headers,
    Content content,
    Optional<Session> begun,
    boolean endsSession,
    Optional<String> notice,
    Optional<Locale> language) {

  /** The bytes of an answer. */
  public sealed interface Content {
    record Bytes(Buffer buffer) implements Content {}

    /** A file that stays as it is while it is sent. */
    record File(Path path) implements Content {}

    /** A file that is removed when it is sent, or cannot be. */
    record Temporary(Path path) implements Content {}
  }

  private static final Content NOTHING = new Content.Bytes(Buffer.buffer());

  public static Answer html(Buffer page) {
    return of(200, "text/html; charset=utf-8", page);
  }

  public static Answer of(int status, String contentType, Buffer body) {
    return new Answer(
        status,
        List.of(Map.entry(HttpHeaders.CONTENT_TYPE.toString(), contentType)),
        new Content.Bytes(body),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  public static Answer json(JsonObject body) {
    return of(200, "application/json", body.toBuffer());
  }

  public static Answer file(Path path, String contentType) {
    return new Answer(
        200,
        List.of(Map.entry(HttpHeaders.CONTENT_TYPE.toString(), contentType)),
        new Content.File(path),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** A file to be saved under {@code name}. */
  public static Answer download(String name, String contentType, Buffer body) {
    return of(200, contentType, body)
        .withHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  /** A file to be saved under {@code name}; it is removed afterwards. */
  public static Answer downloadAndRemove(String name, String contentType, Path path) {
    return new Answer(
            200,
            List.of(Map.entry(HttpHeaders.CONTENT_TYPE.toString(), contentType)),
            new Content.Temporary(path),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty())
        .withHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  public static Answer noContent() {
    return empty(204);
  }

  /**
   * On to another page, by GET.
   *
   * @param location a path of ours, or an address that does not come from the request
   */
  public static Answer redirect(String location) {
    return empty(303).withHeader("Location", location);
  }

  public static Answer empty(int status) {
    return new Answer(
        status, List.of(), NOTHING, Optional.empty(), false, Optional.empty(), Optional.empty());
  }

  /** Whether it is a page that somebody looks at, which shows the notice there is. */
  boolean isPage() {
    return notice.isEmpty()
        && headers.stream().anyMatch(header -> header.getValue().startsWith("text/html"));
  }

  public Answer withStatus(int other) {
    return new Answer(other, headers, content, begun, endsSession, notice, language);
  }

  public Answer withHeader(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Answer(status, List.copyOf(more), content, begun, endsSession, notice, language);
  }

  /** Says when it may be tried again. */
  public Answer withRetryAfter(Duration wait) {
    return withHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
  }

  /** Everybody gets the same for {@code seconds}. */
  public Answer cachedPublicly(long seconds) {
    return withHeader("Cache-Control", "public, max-age=" + seconds);
  }

  /** It never changes. */
  public Answer cachedForever() {
    return withHeader("Cache-Control", "public, max-age=31536000, immutable");
  }

  public Answer withSession(Session session) {
    return new Answer(
        status, headers, content, Optional.of(session), endsSession, notice, language);
  }

  public Answer endingSession() {
    return new Answer(status, headers, content, begun, true, notice, language);
  }

  /**
   * Shows a message on the page that comes next.
   *
   * @param key of the message bundles, beginning with {@code notice.}
   */
  public Answer withNotice(String key) {
    return new Answer(status, headers, content, begun, endsSession, Optional.of(key), language);
  }

  /** Answers this browser in {@code chosen} from now on. */
  public Answer withLanguage(Locale chosen) {
    return new Answer(status, headers, content, begun, endsSession, notice, Optional.of(chosen));
  }
}
