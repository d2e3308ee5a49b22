package live.vitrine.stripe.checkout;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A call that Stripe refuses, in Stripe's words. */
public final class ApiError extends RuntimeException {
  private final int status;
  private final String type;
  private final @Nullable String code;
  private final @Nullable String param;
  private final boolean executed;

  private ApiError(
      int status,
      String type,
      @Nullable String code,
      @Nullable String param,
      boolean executed,
      String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
    this.executed = executed;
  }

  /** The parameters themselves are wrong: nothing began, so no idempotency key keeps the answer. */
  public static ApiError parameter(@Nullable String code, @Nullable String param, String message) {
    return new ApiError(400, "invalid_request_error", code, param, false, message);
  }

  /** The call was understood, but things are not as it needs them. */
  public static ApiError state(@Nullable String code, @Nullable String param, String message) {
    return new ApiError(400, "invalid_request_error", code, param, true, message);
  }

  public static ApiError missing(String object, String id, String param) {
    return new ApiError(
        404,
        "invalid_request_error",
        "resource_missing",
        param,
        true,
        "No such " + object + ": '" + id + "'");
  }

  /** Refused before anything was looked at: authentication, rate limit, unknown address, fault. */
  public static ApiError refused(int status, @Nullable String code, String message) {
    String type = status >= 500 ? "api_error" : "invalid_request_error";
    return new ApiError(status, type, code, null, false, message);
  }

  public static ApiError idempotency(String message) {
    return new ApiError(400, "idempotency_error", null, null, false, message);
  }

  public int status() {
    return status;
  }

  /** Whether execution had begun, which is when Stripe keeps the answer under the key. */
  public boolean executed() {
    return executed;
  }

  public JsonObject json() {
    JsonObject error = new JsonObject();
    if (code != null) {
      String page = code.toLowerCase(Locale.ROOT).replace('_', '-');
      error.put("code", code).put("doc_url", "https://stripe.com/docs/error-codes/" + page);
    }
    error.put("message", text());
    if (param != null) {
      error.put("param", param);
    }
    return new JsonObject().put("error", error.put("type", type));
  }

  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
