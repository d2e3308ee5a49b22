package live.vitrine.web.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.text.Message;

/** The page where a host makes and revokes keys. */
public final class KeyRoutes {
  private static final String TEMPLATE = "api/keys";
  private static final int LONGEST_NAME = 60;

  private final ApiKeys keys;
  private final Pages pages;

  public KeyRoutes(ApiKeys keys, Pages pages) {
    this.keys = keys;
    this.pages = pages;
  }

  /**
   * What the page shows.
   *
   * @param made the secret of a key just made: never to be seen again
   */
  public record Model(List<ApiKey> keys, Form form, Optional<String> made) {
    public boolean isFull() {
      return keys.size() >= ApiKeys.MOST;
    }

    public int most() {
      return ApiKeys.MOST;
    }
  }

  public void register(Routes routes) {
    routes
        .get("/host/api-keys", Access.HOST, this::list)
        .post("/host/api-keys", Access.HOST, this::make)
        .post("/host/api-keys/:keyId/revoke", Access.HOST, this::revoke);
  }

  private Answer list(Request request) {
    return pages.page(request, TEMPLATE, model(request, Form.empty(), Optional.empty()));
  }

  private Model model(Request request, Form form, Optional<String> made) {
    return new Model(keys.ofShop(request.shopId()), form, made);
  }

  private Answer make(Request request) {
    Form form = request.form();
    String name = form.line("name", 1, LONGEST_NAME);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (form.isChecked(field(scope))) {
        scopes.add(scope);
      }
    }
    if (scopes.isEmpty()) {
      form.error(field(Scope.CATALOGUE_WRITE), Message.of("api-keys.no-scope"));
    }
    if (form.isValid()) {
      Optional<String> made = keys.make(request, name, scopes);
      if (made.isPresent()) {
        return pages.page(request, TEMPLATE, model(request, Form.empty(), made));
      }
      form.error("name", Message.of("api-keys.full", ApiKeys.MOST));
    }
    return pages.invalid(request, TEMPLATE, model(request, form, Optional.empty()));
  }

  /** The box of a scope in the form. */
  public static String field(Scope scope) {
    return scope.text().replace(':', '-');
  }

  private Answer revoke(Request request) {
    if (!keys.revoke(request, request.pathNumber("keyId"))) {
      throw HttpException.notFound();
    }
    return Answer.redirect("/host/api-keys").withNotice("notice.api-key-revoked");
  }
}
