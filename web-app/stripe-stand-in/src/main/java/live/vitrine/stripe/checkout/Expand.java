package live.vitrine.stripe.checkout;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Which names in an answer the caller wants replaced by the objects they name. */
public record Expand(Set<String> paths) {
  public static final Expand NOTHING = new Expand(Set.of());

  public Expand {
    paths = Set.copyOf(paths);
  }

  public static Expand of(Collection<String> paths) {
    return new Expand(Set.copyOf(paths));
  }

  boolean wants(String name) {
    return paths.stream().anyMatch(path -> path.equals(name) || path.startsWith(name + "."));
  }

  public Expand under(String name) {
    return of(
        paths.stream()
            .filter(path -> path.startsWith(name + "."))
            .map(path -> path.substring(name.length() + 1))
            .collect(Collectors.toSet()));
  }
}
