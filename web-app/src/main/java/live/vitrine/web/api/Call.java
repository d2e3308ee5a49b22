package live.vitrine.web.api;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import live.vitrine.web.http.Request;

/**
 * A call of an operation that the contract allows: parameters and body are as it says.
 *
 * @param key that it came with, where the operation asks for one
 */
record Call(Request request, Optional<ApiKey> key) {
  private static final int PAGE = 20;

  /** The body of an operation that takes one. */
  JsonObject body() {
    return new JsonObject(request.body());
  }

  /** The key, on an operation that asks for one. */
  ApiKey byKey() {
    return key.orElseThrow(() -> new IllegalStateException("no key"));
  }

  /** How many items a page has at most. */
  int limit() {
    return request.queryParameter("limit").map(Integer::parseInt).orElse(PAGE);
  }

  Optional<Cursor> cursor() {
    return request.queryParameter("cursor").map(Cursor::parse);
  }
}
