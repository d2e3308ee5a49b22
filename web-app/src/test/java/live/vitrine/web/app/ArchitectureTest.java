package live.vitrine.web.app;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The directions in which packages may depend on each other. */
class ArchitectureTest {
  private static final String ROOT = "live.vitrine.web.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("live.vitrine.web");

  /** Package to what it may use. A package that is not named here may use nothing of ours. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("database", Set.of("config")),
          Map.entry("session", Set.of("database", "config")),
          Map.entry("mail", Set.of("database", "config", "text")),
          Map.entry("limit", Set.of("http", "text")),
          Map.entry("http", Set.of("session", "database", "text", "money", "config")),
          Map.entry("page", with()),
          Map.entry("setup", with("account", "audit", "limit")),
          Map.entry("account", with("audit", "limit", "mail", "picture", "config")),
          Map.entry("picture", with("config")),
          Map.entry("media", Set.of("text")),
          Map.entry("shop", with("picture", "media", "audit", "config", "mail")),
          Map.entry("product", with("shop", "picture", "audit")),
          Map.entry("catalogue", with("shop", "product")),
          Map.entry("cart", with("shop", "product", "limit")),
          Map.entry("order", with("shop", "product", "cart", "mail", "audit", "limit")),
          Map.entry("payment", with("order", "shop", "mail", "audit", "config", "limit")),
          Map.entry("order.history", with("order", "payment")),
          Map.entry(
              "order.desk",
              with("order", "order.history", "payment", "shop", "product", "mail", "audit")),
          Map.entry(
              "api",
              with(
                  "shop",
                  "product",
                  "catalogue",
                  "cart",
                  "order",
                  "order.history",
                  "order.desk",
                  "payment",
                  "limit",
                  "audit")),
          Map.entry("checkout", with("shop", "product", "cart", "order", "payment", "limit")),
          Map.entry(
              "admin",
              with(
                  "account",
                  "shop",
                  "media",
                  "order",
                  "order.history",
                  "mail",
                  "audit",
                  "config")));

  /** What every feature with pages uses, and {@code more}. */
  private static Set<String> with(String... more) {
    Set<String> all = new HashSet<>(Set.of(more));
    all.addAll(Set.of("http", "page", "session", "database", "text", "money"));
    return Set.copyOf(all);
  }

  static Set<String> packages() {
    Set<String> packages =
        CLASSES.stream()
            .map(ArchitectureTest::packageOf)
            .collect(Collectors.toCollection(TreeSet::new));
    packages.remove("app");
    return packages;
  }

  @ParameterizedTest
  @MethodSource("packages")
  void dependsOnlyOnWhatItMay(String name) {
    Set<String> allowed = new HashSet<>(ALLOWED.getOrDefault(name, Set.of()));
    allowed.add(name);

    Map<String, String> forbidden = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      if (packageOf(type).equals(name)) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (target.getPackageName().startsWith(ROOT) && !allowed.contains(packageOf(target))) {
            forbidden.put(packageOf(target), dependency.getDescription());
          }
        }
      }
    }

    assertThat(forbidden).isEmpty();
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }
}
