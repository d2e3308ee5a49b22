package live.vitrine.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.web.http.Body;
import live.vitrine.web.http.Route;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.Multipart;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.Victim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Puts what attackers type into every parameter, field and stored text that there is. Nothing of it
 * may be mark-up, another header, another site's address, or an error of ours.
 */
final class InjectionIT {
  private static final String SCRIPT = "<script>alert(7)</script>";
  private static final String MARKUP = "\"'></script>" + SCRIPT + "{{7*7}}${7*7}";

  /** Pages that take these from the address or the form. */
  private static final List<String> PARAMETERS =
      List.of(
          "q",
          "to",
          "sort",
          "category",
          "page",
          "status",
          "from",
          "after",
          "who",
          "action",
          "subject",
          "variant",
          "handle",
          "name",
          "show",
          "flagged",
          "cursor",
          "limit");

  private static final Pattern FIELD = Pattern.compile(" name=\"([^\"]+)\"");

  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static Victim victim;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
    victim = new Victim(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  /** Somebody who may open every page: an administrator with a shop. */
  private static HttpBrowser allowed() {
    long account = fixtures.account(Role.ADMINISTRATOR);
    fixtures.shop(account);
    return app.browser().withSession(fixtures.session(account));
  }

  private static List<Route> routes(String method) {
    return app.app().routes().stream()
        .filter(route -> route.method().name().equals(method))
        .filter(route -> !route.path().startsWith("/sign-out"))
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void check(String what, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(what).isLessThan(500);
    assertThat(answer.body()).as(what).doesNotContain(SCRIPT).doesNotContain("{{49}}");
    assertThat(answer.headers().firstValue("X-Injected")).as(what).isEmpty();
    answer
        .headers()
        .firstValue("Location")
        .ifPresent(location -> assertThat(location).as(what).matches("/([^/\\\\].*)?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "\\",
        "%",
        "_",
        MARKUP,
        "' OR '1'='1",
        "1; DROP TABLE account; -- ",
        "+-*\"()~<>@",
        "*",
        "\u0000",
        "\ud83d\ude00\u00fc\u4e2d",
        "-1",
        "9223372036854775808",
        "1e9999",
        "2026-13-45",
        "\r\nX-Injected: yes",
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "/\t/evil.example/",
        "../../../../etc/passwd",
        "..%2f..%2fetc%2fpasswd"
      })
  void survivesAnythingInAddresses(String payload) {
    HttpBrowser browser = allowed();
    StringBuilder query = new StringBuilder("?x=1");
    PARAMETERS.forEach(name -> query.append('&').append(name).append('=').append(encoded(payload)));
    for (Route route : routes("GET")) {
      String path =
          route.path().replaceAll(":[a-zA-Z]+", Matcher.quoteReplacement(encoded(payload)));
      check("GET " + path, browser.get(path));
      if (!route.path().contains(":")) {
        check("GET " + path + query, browser.get(path + query));
      }
    }
  }

  private static Set<String> fields(HttpBrowser browser) {
    Set<String> found = new TreeSet<>(PARAMETERS);
    for (Route route : routes("GET")) {
      if (!route.path().contains(":")) {
        Matcher matcher = FIELD.matcher(browser.get(route.path()).body());
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    }
    found.removeAll(Set.of("csrf", "viewport", "description"));
    found.addAll(
        List.of(
            "p0-id",
            "p0-alternative",
            "v0-id",
            "v0-option1",
            "note",
            "amount",
            "token",
            "carrier",
            "tracking",
            "reason",
            "content",
            "quantity",
            "variant",
            "password",
            "code"));
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MARKUP,
        "'",
        "\u0000\u0008\\",
        "\ud83d\ude00\u00fc",
        "-1",
        "999999999999999999999",
        "1e9",
        "\r\nX-Injected: yes\r\n\r\n.",
        "//evil.example/"
      })
  void survivesAnythingInForms(String payload) {
    HttpBrowser browser = allowed();
    Map<String, String> form = new LinkedHashMap<>();
    fields(browser).forEach(name -> form.put(name, payload));
    for (Route route : routes("POST")) {
      String path = route.path();
      for (Map.Entry<String, String> sample : victim.samples().entrySet()) {
        path = path.replaceAll(":" + sample.getKey() + "(?=/|$)", sample.getValue());
      }
      browser.get("/account");
      if (route.body() instanceof Body.Fields) {
        check("POST " + path, browser.post(path, form));
      } else if (route.body() instanceof Body.Files) {
        check("POST " + path, browser.upload(path, new Multipart().fields(form)));
        check(
            "POST " + path,
            browser.upload(
                path,
                new Multipart()
                    .file("file", "../../" + encoded(payload) + ".csv", new byte[] {1})
                    .file("picture", "../../x.html", SCRIPT.getBytes(StandardCharsets.UTF_8))
                    .file("pictures", "/etc/passwd", SCRIPT.getBytes(StandardCharsets.UTF_8))
                    .file("logo", "a.svg", SCRIPT.getBytes(StandardCharsets.UTF_8))));
      }
    }
  }

  /** Every text that is stored becomes mark-up; every page is opened by whoever may. */
  @Test
  void showsNoStoredTextAsMarkUp() {
    Victim owner = new Victim(app.database());
    app.database()
        .change(handle -> {
          handle
              .createQuery(
                  """
                  SELECT table_name, column_name, character_maximum_length FROM information_schema.columns
                  WHERE table_schema = DATABASE() AND character_set_name = 'utf8mb4'
                    AND character_maximum_length >= 40
                    AND table_name NOT LIKE '%flyway%'
                    AND column_name NOT IN ('email', 'sku', 'recipient')
                  """)
              .map((row, _) -> List.of(row.getString(1), row.getString(2)))
              .list()
              .forEach(column ->
                  handle.execute(
                      "UPDATE `" + column.get(0) + "` SET `" + column.get(1) + "` = ?",
                      "\"'></script>" + SCRIPT));
          handle.execute("UPDATE shop_order SET recipient = ?", "\"'></script>" + SCRIPT);
        });
    List<HttpBrowser> readers =
        List.of(
            app.browser().withSession(fixtures.session(owner.host())),
            app.browser().withSession(fixtures.session(owner.shopper())),
            allowed(),
            app.browser());
    int escaped = 0;
    for (HttpBrowser reader : readers) {
      for (Route route : routes("GET")) {
        String path = route.path();
        for (Map.Entry<String, String> sample : owner.samples().entrySet()) {
          path = path.replaceAll(":" + sample.getKey() + "(?=/|$)", sample.getValue());
        }
        HttpResponse<String> answer = reader.get(path);
        if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
          check(path, answer);
          escaped += answer.body().contains("&lt;script") ? 1 : 0;
        }
      }
    }
    assertThat(escaped).as("pages that show such a text").isGreaterThan(10);
  }
}
