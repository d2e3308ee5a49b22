package live.vitrine.web.admin;

import live.vitrine.web.http.Access;
import live.vitrine.web.http.Routes;

/** {@code /admin/settings}: the effective configuration. */
final class ConfigurationRoutes {
  private final AdminContext context;

  ConfigurationRoutes(AdminContext context) {
    this.context = context;
  }

  void register(Routes routes) {
    routes.get(
        "/admin/settings",
        Access.ADMINISTRATOR,
        request ->
            context
                .pages()
                .page(
                    request,
                    "admin/settings",
                    new ConfigurationModel(context.settings().values())));
  }
}
