package live.vitrine.web.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import live.vitrine.web.config.Settings;
import live.vitrine.web.text.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP port. Event loops read requests and write answers; between the two each request has a
 * virtual thread. At most {@value #MOST_AT_ONCE} are worked on at a time; more are answered 503.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  static final int MOST_AT_ONCE = 2_000;
  private static final long FORM_BYTES = 64 * 1024L;

  /** A product with all its variants has more than a thousand. */
  private static final int FORM_FIELDS = 2_000;

  /** A route's own limit counts; only those that take files allow as much. */
  private static final int FIELD_BYTES = 3 * 1024 * 1024;

  private static final int IDLE_SECONDS = 75;

  /** The longest answer waits for Stripe, 9 s. */
  private static final int DRAIN_SECONDS = 15;

  private static final int[] ERRORS = {400, 404, 405, 406, 413, 415, 500, 503};

  private static final int BAD_REQUEST = 400;
  private static final Answer ADMITTED = Answer.noContent();

  private final Vertx vertx;
  private final Pipeline pipeline;
  private final Cookies cookies;
  private final SecurityHeaders security;
  private final ClientAddress clientAddress;
  private final ErrorAnswers errors;
  private final Path uploads;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private final Router router;
  private final Deadlines deadlines;
  private final List<HttpServer> servers = new ArrayList<>();

  public WebServer(Vertx vertx, Settings settings, HttpContext context, ErrorAnswers errors) {
    this.vertx = vertx;
    this.cookies = new Cookies(context.publicUrl(), context.sessions().lifetime());
    this.pipeline =
        new Pipeline(context.sessions(), cookies, new OriginCheck(context.publicUrl()), errors);
    this.security =
        new SecurityHeaders(
            context.publicUrl(), settings.media().playbackUrl(), context.paymentPages());
    this.clientAddress = new ClientAddress(settings.web().trustedProxies());
    this.errors = errors;
    this.uploads = settings.data().resolve("uploads");
    this.router = Router.router(vertx);
    this.deadlines = new Deadlines(vertx);
    router
        .route()
        .handler(rc -> {
          security.addTo(rc.response().headers());
          rc.addEndHandler(_ -> deadlines.answered(rc.request()));
          rc.next();
        });
  }

  /** For what answers on the event loop: assets, the API's contract. Add before the routes. */
  public Router router() {
    return router;
  }

  public void add(Routes routes) {
    routes.all().forEach(this::add);
    for (int status : ERRORS) {
      router.errorHandler(status, rc -> fail(rc, status));
    }
  }

  private void add(Route route) {
    if (route.body() instanceof Body.Files(long bytes)) {
      router.route(route.method(), route.path()).handler(rc -> admit(route, bytes, rc));
    }
    io.vertx.ext.web.Route added = router.route(route.method(), route.path());
    if (route.method().equals(HttpMethod.GET)) {
      added.method(HttpMethod.HEAD);
    }
    switch (route.body()) {
      case Body.None _ -> {}
      case Body.Fields _ -> added.handler(BodyHandler.create(false).setBodyLimit(FORM_BYTES));
      case Body.Files(long bytes) ->
          added.handler(
              BodyHandler.create(uploads.toString())
                  .setBodyLimit(bytes)
                  .setDeleteUploadedFilesOnEnd(true));
      case Body.Raw(long bytes) -> added.handler(BodyHandler.create(false).setBodyLimit(bytes));
      case Body.Json(long bytes) -> added.handler(BodyHandler.create(false).setBodyLimit(bytes));
    }
    added.handler(rc -> dispatch(route, rc, pipeline, errors));
  }

  /** Files are taken in only from those who may send them: strangers must not fill the disk. */
  private void admit(Route route, long bytes, RoutingContext rc) {
    Route asked =
        new Route(route.method(), route.path(), route.access(), new Body.None(), _ -> ADMITTED);
    rc.request().pause();
    work(
        rc,
        errors,
        asked,
        pipeline,
        answer -> {
          rc.request().resume();
          if (answer.equals(ADMITTED)) {
            deadlines.admitted(rc.request(), bytes);
            // The framework forgets them where a form turns out to be none half-way through.
            rc.addEndHandler(_ ->
                rc.fileUploads().forEach(upload -> remove(Path.of(upload.uploadedFileName()))));
            rc.next();
          } else {
            write(rc, answer);
          }
        });
  }

  /** For a router of its own whose errors look different. Its bodies are read by that router. */
  public RouteDispatch dispatch(ErrorAnswers others) {
    Pipeline other = pipeline.withErrors(others);
    return (route, rc) -> dispatch(route, rc, other, others);
  }

  private void dispatch(Route route, RoutingContext rc, Pipeline by, ErrorAnswers shown) {
    work(rc, shown, route, by, answer -> write(rc, answer));
  }

  /** Has a virtual thread answer; what becomes of the answer is decided on the event loop. */
  private void work(
      RoutingContext rc, ErrorAnswers shown, Route route, Pipeline by, Consumer<Answer> then) {
    // Before there is room for it: what cannot be read ends here, and must not keep the room.
    Request request = request(route.body(), rc);
    if (!room.tryAcquire()) {
      writeError(rc, 503, shown);
      return;
    }
    Context context = vertx.getOrCreateContext();
    threads.execute(() -> {
      try {
        Answer answer = by.answer(route, request);
        context.runOnContext(_ -> then.accept(answer));
      } catch (RuntimeException | Error e) {
        // Not even the page that says so could be made.
        LOG.error("{} {} is not answered", request.method(), request.path(), e);
        context.runOnContext(_ -> rc.response().reset());
      } finally {
        room.release();
      }
    });
  }

  private Request request(Body kind, RoutingContext rc) {
    Map<String, String> received = new HashMap<>();
    for (Cookie cookie : rc.request().cookies()) {
      received.put(cookie.getName(), cookie.getValue());
    }
    boolean form = kind instanceof Body.Fields || kind instanceof Body.Files;
    Buffer body =
        (kind instanceof Body.Raw || kind instanceof Body.Json) && rc.body().buffer() != null
            ? rc.body().buffer()
            : Buffer.buffer();
    return new Request(
        rc.request().method().name(),
        path(rc),
        rc.request().uri(),
        Map.copyOf(rc.pathParams()),
        rc.queryParams(),
        rc.request().headers(),
        Map.copyOf(received),
        form ? new Form(rc.request().formAttributes()) : Form.empty(),
        rc.fileUploads().stream()
            .map(file ->
                new Upload(
                    file.name(), file.fileName(), Path.of(file.uploadedFileName()), file.size()))
            .toList(),
        body,
        clientAddress.of(
            rc.request().remoteAddress().hostAddress(), rc.request().getHeader("X-Forwarded-For")),
        Locale.ENGLISH,
        Optional.empty(),
        Optional.empty());
  }

  /** Empty where it cannot be read: an error page is still to be shown. */
  private static String path(RoutingContext rc) {
    try {
      return rc.normalizedPath();
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private void fail(RoutingContext rc, int status) {
    writeError(rc, isUnreadable(rc.failure()) ? BAD_REQUEST : status);
  }

  /** Forms that break the rules of their encoding: the event loop does nothing else that fails. */
  private static boolean isUnreadable(@Nullable Throwable failure) {
    return failure instanceof DecoderException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException
        || failure instanceof IndexOutOfBoundsException;
  }

  private void writeError(RoutingContext rc, int status) {
    writeError(rc, status, errors);
  }

  private void writeError(RoutingContext rc, int status, ErrorAnswers shown) {
    if (rc.response().ended() || rc.response().headWritten()) {
      rc.response().reset();
      return;
    }
    Request request = request(new Body.None(), rc);
    write(rc, shown.error(request, status, Message.of("error." + known(status))));
  }

  private static String known(int status) {
    return switch (status) {
      case 404 -> "not-found";
      case 405 -> "method";
      case 413 -> "too-large";
      case 503 -> "unavailable";
      default -> status < 500 ? "bad-request" : "internal";
    };
  }

  private void write(RoutingContext rc, Answer answer) {
    HttpServerResponse response = rc.response();
    if (response.ended() || response.closed()) {
      if (answer.content() instanceof Answer.Content.Temporary(Path path)) {
        remove(path);
      }
      return;
    }
    response.setStatusCode(answer.status());
    MultiMap headers = response.headers();
    answer.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    if (!headers.contains("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
    answer.begun().ifPresent(session -> headers.add("Set-Cookie", cookies.begin(session.token())));
    if (answer.endsSession()) {
      headers.add("Set-Cookie", cookies.end());
    }
    answer.notice().ifPresent(key -> headers.add("Set-Cookie", cookies.notice(key)));
    answer.language().ifPresent(language -> headers.add("Set-Cookie", cookies.language(language)));
    switch (answer.content()) {
      case Answer.Content.Bytes(Buffer buffer) -> response.end(buffer);
      case Answer.Content.File(Path path) -> response.sendFile(path.toString());
      case Answer.Content.Temporary(Path path) ->
          response.sendFile(path.toString()).onComplete(_ -> remove(path));
    }
  }

  private void remove(Path path) {
    vertx.fileSystem().delete(path.toString());
  }

  /** Opens the port, served by one event loop. Answers its number. Blocks. */
  public int listen(String host, int port) throws IOException {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxInitialLineLength(4 * 1024)
            .setMaxHeaderSize(16 * 1024)
            .setMaxFormFields(FORM_FIELDS)
            .setMaxFormAttributeSize(FIELD_BYTES)
            .setTcpFastOpen(false)
            // Deadlines are those of a connection with one request at a time; proxies need no more.
            .setHttp2ClearTextEnabled(false);
    try {
      Future<HttpServer> listening =
          vertx
              .createHttpServer(options)
              .connectionHandler(deadlines::opened)
              .requestHandler(request -> {
                deadlines.began(request);
                router.handle(request);
              })
              .listen();
      HttpServer server = listening.await(10, TimeUnit.SECONDS);
      servers.add(server);
      return server.actualPort();
    } catch (Exception e) {
      throw new IOException("Port " + port + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Takes no more requests, and lets those end that are being answered. */
  @Override
  public void close() {
    for (HttpServer server : servers) {
      try {
        server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).await(DRAIN_SECONDS + 1, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        server.close();
      }
    }
    threads.close();
  }
}
