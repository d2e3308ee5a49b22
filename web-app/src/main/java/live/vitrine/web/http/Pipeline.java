package live.vitrine.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.database.DatabaseUnavailableException;
import live.vitrine.web.session.Identity;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.Session;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.session.Sessions;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer: session, language, access, forged forms, handler, errors. */
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final Sessions sessions;
  private final Cookies cookies;
  private final OriginCheck origins;
  private final ErrorAnswers errors;

  Pipeline(Sessions sessions, Cookies cookies, OriginCheck origins, ErrorAnswers errors) {
    this.sessions = sessions;
    this.cookies = cookies;
    this.origins = origins;
    this.errors = errors;
  }

  /** The same, with errors that look different. */
  Pipeline withErrors(ErrorAnswers others) {
    return new Pipeline(sessions, cookies, origins, others);
  }

  /** Answers, whatever happens. Blocks. */
  Answer answer(Route route, Request bare) {
    Answer answer = handle(route, bare);
    boolean wasShown = bare.cookies().keySet().stream().anyMatch(name -> name.endsWith("notice"));
    return wasShown && answer.isPage()
        ? answer.withHeader("Set-Cookie", cookies.removeNotice())
        : answer;
  }

  private Answer handle(Route route, Request bare) {
    Request request = bare.of(Optional.empty(), language(bare), cookies.notice(bare.cookies()));
    try {
      Optional<SessionToken> token = cookies.session(bare.cookies());
      if (token.isPresent() && !(route.body() instanceof Body.Raw)) {
        Optional<Session> session = sessions.find(token.get());
        Locale language =
            session
                .flatMap(Session::identity)
                .flatMap(Identity::language)
                .flatMap(Languages::ofTag)
                .orElse(request.language());
        request = request.of(session, language, request.notice());
      }
      Optional<Answer> refused = refuse(route, request);
      return refused.isPresent() ? refused.get() : route.handler().handle(request);
    } catch (HttpException e) {
      Answer error = errors.error(request, e.status(), e.explanation());
      return e.retryAfter().map(error::withRetryAfter).orElse(error);
    } catch (DatabaseUnavailableException e) {
      LOG.warn("{} {}: {}", request.method(), request.path(), e.getMessage());
      return errors
          .error(request, 503, Message.of("error.unavailable"))
          .withHeader("Retry-After", "5");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return errors.error(request, 503, Message.of("error.unavailable"));
    } catch (Exception e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      return errors.error(request, 500, Message.of("error.internal"));
    }
  }

  private Locale language(Request request) {
    return cookies
        .language(request.cookies())
        .flatMap(Languages::ofTag)
        .orElseGet(() -> Languages.ofHeader(request.header("Accept-Language").orElse("")));
  }

  private Optional<Answer> refuse(Route route, Request request) {
    Optional<String> sent = csrfToken(route.body(), request);
    if (sent.isPresent() && isForged(request, sent.get())) {
      return Optional.of(errors.error(request, 403, Message.of("error.forged")));
    }
    return switch (route.access()) {
      case ANYONE -> Optional.empty();
      case SIGNED_IN -> signedIn(request);
      case HOST ->
          signedIn(request)
              .or(() ->
                  request.signedIn().shopId().isPresent()
                      ? Optional.empty()
                      : Optional.of(Answer.redirect("/host/open")));
      case ADMINISTRATOR ->
          signedIn(request)
              .or(() ->
                  request.signedIn().role().includes(Role.ADMINISTRATOR)
                      ? Optional.empty()
                      : Optional.of(errors.error(request, 404, Message.of("error.not-found"))));
    };
  }

  /** The token that came along; empty where none is asked for. */
  private static Optional<String> csrfToken(Body body, Request request) {
    return switch (body) {
      case Body.None _ -> Optional.empty();
      case Body.Raw _ -> Optional.empty();
      case Body.Fields _ -> Optional.of(request.form().value("csrf"));
      case Body.Files _ -> Optional.of(request.form().value("csrf"));
      case Body.Json _ -> Optional.of(request.header("X-CSRF-Token").orElse(""));
    };
  }

  private boolean isForged(Request request, String sent) {
    if (!origins.isOurs(request.headers())) {
      return true;
    }
    return request
        .session()
        .map(session -> !SessionToken.of(session.csrfToken()).equals(SessionToken.of(sent)))
        .orElse(false);
  }

  private static Optional<Answer> signedIn(Request request) {
    if (request.identity().isPresent()) {
      return Optional.empty();
    }
    String back = request.method().equals("GET") ? request.uri() : "/";
    return Optional.of(
        Answer.redirect("/sign-in?to=" + URLEncoder.encode(back, StandardCharsets.UTF_8)));
  }
}
