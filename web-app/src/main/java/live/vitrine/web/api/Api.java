package live.vitrine.web.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestValidator;
import java.util.List;
import java.util.Map;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Body;
import live.vitrine.web.http.Handler;
import live.vitrine.web.http.Route;
import live.vitrine.web.http.RouteDispatch;
import live.vitrine.web.http.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations of the contract on the HTTP port, under {@value #BASE}. */
final class Api {
  static final String BASE = "/api/v1";
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final long MOST_BYTES = 64 * 1024L;

  private final Contract contract;
  private final RequestExtractor extractor = RequestExtractor.withBodyHandler();
  private final Gate gate;
  private final RouteDispatch dispatch;
  private final Map<String, Operation> operations;

  /**
   * Prepares it.
   *
   * @param operations by the names that the contract gives them: all of them
   */
  Api(
      Vertx vertx,
      WebServer server,
      Contract contract,
      ApiKeys keys,
      ApiLimits limits,
      Map<String, Operation> operations) {
    this.contract = contract;
    this.gate = new Gate(RequestValidator.create(vertx, contract.operations()), keys, limits);
    this.dispatch = server.dispatch(new ProblemAnswers());
    this.operations = operations;
  }

  Router router(Vertx vertx) {
    RouterBuilder builder = RouterBuilder.create(vertx, contract.operations());
    builder.rootHandler(BodyHandler.create(false).setBodyLimit(MOST_BYTES));
    // Checks of our own on the virtual thread: who calls is asked before what is sent is judged.
    for (OpenAPIRoute route : builder.getRoutes()) {
      route.setDoValidation(false).setDoSecurity(false).addHandler(rc -> answer(route, rc));
    }
    Router router = builder.createRouter();
    router.route().handler(this::refuse).failureHandler(this::fail);
    return router;
  }

  private void answer(OpenAPIRoute route, RoutingContext rc) {
    io.vertx.openapi.contract.Operation described = route.getOperation();
    Operation operation = operations.get(described.getOperationId());
    if (operation == null) {
      throw new IllegalStateException("nothing answers " + described.getOperationId());
    }
    extractor
        .extractValidatableRequest(rc, described)
        .onSuccess(validatable ->
            run(
                rc,
                Caller.of(described).body(described.getHttpMethod(), MOST_BYTES),
                request -> gate.answer(described, validatable, request, operation)))
        .onFailure(_ -> problem(rc, Problem.of(400, "The request could not be read.")));
  }

  private void refuse(RoutingContext rc) {
    String path = rc.normalizedPath();
    List<String> methods = Gate.methods(contract.operations(), path);
    if (methods.isEmpty()) {
      problem(rc, Problem.of(404, "The API has nothing at " + path + "."));
    } else {
      String allowed = String.join(", ", methods);
      run(
          rc,
          new Body.Raw(0),
          _ ->
              Problem.of(405, "This address takes " + allowed + ".")
                  .answer()
                  .withHeader("Allow", allowed));
    }
  }

  private void fail(RoutingContext rc) {
    int status = rc.statusCode() < 400 ? 500 : rc.statusCode();
    if (status == 500) {
      LOG.error("{} {} failed", rc.request().method(), rc.normalizedPath(), rc.failure());
    }
    problem(
        rc,
        switch (status) {
          case 413 -> Problem.field(413, "", "The body is larger than " + MOST_BYTES + " bytes.");
          case 500 -> Problem.of(500, "Something went wrong on our side. It was noted.");
          default -> Problem.of(status, "The request could not be read.");
        });
  }

  private void problem(RoutingContext rc, Problem problem) {
    run(rc, new Body.Raw(0), _ -> problem.answer());
  }

  private void run(RoutingContext rc, Body body, Handler handler) {
    HttpMethod method = rc.request().method();
    dispatch.answer(new Route(method, rc.normalizedPath(), Access.ANYONE, body, handler), rc);
  }
}
