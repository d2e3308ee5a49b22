package live.vitrine.web.api;

import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;

/** The contract as it is written, and as a page. */
final class ContractRoutes {
  private static final long KEPT_SECONDS = 300;

  private final Contract contract;
  private final Pages pages;
  private final ContractPage page;

  ContractRoutes(Contract contract, Pages pages) {
    this.contract = contract;
    this.pages = pages;
    this.page = ContractPage.of(contract.document(), pages.site().publicUrl() + Api.BASE);
  }

  void register(Routes routes) {
    routes
        .get("/api", Access.ANYONE, this::show)
        .get("/api/openapi.yaml", Access.ANYONE, this::file);
  }

  private Answer show(Request request) {
    return pages.page(request, "api/contract", page);
  }

  private Answer file(Request request) {
    return Answer.of(200, "application/yaml", contract.text()).cachedPublicly(KEPT_SECONDS);
  }
}
