package live.vitrine.web.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * The floor: a bare Vert.x that answers every request with the same bytes from its event loop, a
 * process of its own. No router, no virtual threads, no templates, no database.
 */
public final class BareServer {
  private BareServer() {}

  /** Runs until it is ended; arguments: the port, and how many bytes an answer has. */
  public static void main(String[] arguments) {
    Buffer page = Buffer.buffer("x".repeat(Integer.parseInt(arguments[1])));
    var _ =
        Vertx.vertx()
            .createHttpServer()
            .requestHandler(request ->
                request.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page))
            .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
            .await();
  }
}
