package live.vitrine.web.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key is good for. */
public enum Scope {
  CATALOGUE_WRITE("catalogue:write"),
  ORDERS_READ("orders:read"),
  ORDERS_WRITE("orders:write");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** As the contract and the database have it. */
  public String text() {
    return text;
  }

  static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  static Set<Scope> ofStored(String stored) {
    return Arrays.stream(stored.split(" ", -1))
        .flatMap(text -> of(text).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String stored(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::text).collect(Collectors.joining(" "));
  }
}
