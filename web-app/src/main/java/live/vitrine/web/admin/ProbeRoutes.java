package live.vitrine.web.admin;

import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;

/** What load balancers and monitoring ask: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
final class ProbeRoutes {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Readiness readiness;
  private final Metrics metrics;

  ProbeRoutes(Readiness readiness, Metrics metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  void register(Routes routes) {
    routes.get("/healthz", Access.ANYONE, _ -> text(200, "ok"));
    routes.get("/readyz", Access.ANYONE, _ -> ready());
    routes.get("/metrics", Access.ANYONE, this::metrics);
  }

  private Answer ready() throws InterruptedException {
    return readiness.isReady() ? text(200, "ready") : text(503, "the database does not answer");
  }

  /** Only for this machine: a proxy on it says for whom it asks. */
  private Answer metrics(Request request) {
    boolean local =
        request.header("X-Forwarded-For").isEmpty()
            && request.header("Forwarded").isEmpty()
            && InetAddress.ofLiteral(request.address()).isLoopbackAddress();
    if (!local) {
      throw HttpException.notFound();
    }
    return Answer.of(200, Metrics.CONTENT_TYPE, Buffer.buffer(metrics.text()));
  }

  private static Answer text(int status, String words) {
    return Answer.of(status, TEXT, Buffer.buffer(words + "\n"));
  }
}
