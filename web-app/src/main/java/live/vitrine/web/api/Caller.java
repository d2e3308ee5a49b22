package live.vitrine.web.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.openapi.contract.SecurityRequirement;
import java.util.List;
import live.vitrine.web.http.Body;

/** Who may call an operation, as the contract says. */
sealed interface Caller {
  record Anyone() implements Caller {}

  /** Whoever is signed in in a browser. */
  record SignedIn() implements Caller {}

  /** A program with a key for {@code scope}. */
  record KeyHolder(Scope scope) implements Caller {}

  static Caller of(io.vertx.openapi.contract.Operation operation) {
    List<SecurityRequirement> requirements = operation.getSecurityRequirements();
    if (requirements.isEmpty()) {
      return new Anyone();
    }
    SecurityRequirement only = requirements.getFirst();
    if (only.getNames().contains("session")) {
      return new SignedIn();
    }
    return new KeyHolder(Scope.of(only.getScopes("key").getFirst()).orElseThrow());
  }

  /** How much the browser's session counts: nothing where no session is asked for. */
  default Body body(HttpMethod method, long bytes) {
    return switch (this) {
      case Anyone _ -> new Body.Raw(bytes);
      case KeyHolder _ -> new Body.Raw(bytes);
      case SignedIn _ -> method.equals(HttpMethod.GET) ? new Body.None() : new Body.Json(bytes);
    };
  }
}
