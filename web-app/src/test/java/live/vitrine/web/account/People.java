package live.vitrine.web.account;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;

/** People with a password, and what they do with their browsers. */
final class People {
  static final String PASSWORD = "seven lamps on a hill";
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String HASH = new Passwords().hash(PASSWORD);

  private final RunningWebApp app;

  People(RunningWebApp app) {
    this.app = app;
  }

  /** An address that nobody else uses. */
  static String email() {
    return "somebody" + NUMBERS.incrementAndGet() + "@example.org";
  }

  /** Somebody with a confirmed address and {@link #PASSWORD}. */
  String withPassword(Role role) {
    String email = email();
    app.database()
        .change(handle ->
            AccountRepository.insert(
                handle,
                email,
                app.clock().instant(),
                HASH,
                "Somebody",
                role,
                "en",
                app.clock().instant()));
    return email;
  }

  String shopper() {
    return withPassword(Role.SHOPPER);
  }

  long id(String email) {
    return app.database()
        .read(handle -> AccountRepository.findByEmail(handle, email))
        .orElseThrow()
        .id();
  }

  /** A browser that has signed in with {@link #PASSWORD}. */
  HttpBrowser signedIn(String email) {
    HttpBrowser browser = app.browser();
    HttpResponse<String> answer = signIn(browser, email, PASSWORD);
    if (answer.statusCode() != 303) {
      throw new IllegalStateException("not signed in: " + answer.statusCode());
    }
    browser.get("/account");
    return browser;
  }

  static HttpResponse<String> signIn(HttpBrowser browser, String email, String password) {
    browser.get("/sign-in");
    return browser.post("/sign-in", Map.of("email", email, "password", password));
  }

  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
