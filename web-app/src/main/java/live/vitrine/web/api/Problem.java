package live.vitrine.web.api;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Answer;

/**
 * What went wrong, for a program and for whoever wrote it: RFC 9457.
 *
 * @param field a JSON pointer into the body, or the name of a parameter
 */
record Problem(int status, String detail, Optional<String> field) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad request"),
          Map.entry(401, "Not authenticated"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(406, "Not acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Too large"),
          Map.entry(415, "Unsupported media type"),
          Map.entry(422, "Not possible"),
          Map.entry(429, "Too many requests"),
          Map.entry(503, "Unavailable"));

  static Problem of(int status, String detail) {
    return new Problem(status, detail, Optional.empty());
  }

  static Problem field(int status, String field, String detail) {
    return new Problem(status, detail, Optional.of(field));
  }

  Answer answer() {
    JsonObject body =
        new JsonObject()
            .put("title", TITLES.getOrDefault(status, status < 500 ? "Bad request" : "Our fault"))
            .put("status", status)
            .put("detail", detail);
    field.ifPresent(name -> body.put("field", name));
    return Answer.of(status, MEDIA_TYPE, body.toBuffer());
  }
}
