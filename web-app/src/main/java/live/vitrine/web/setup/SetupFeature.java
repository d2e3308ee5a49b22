package live.vitrine.web.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import live.vitrine.web.account.AccountContext;
import live.vitrine.web.account.Administrators;
import live.vitrine.web.account.EmailAddress;
import live.vitrine.web.account.PasswordRules;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.limit.RateLimits;
import live.vitrine.web.session.Session;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.text.Message;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link that makes the first administrator, and the page behind it. */
public final class SetupFeature {
  private static final Logger LOG = LoggerFactory.getLogger(SetupFeature.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final AccountContext context;
  private final Administrators administrators;
  private final Path file;

  /**
   * @param data the data folder: the link is in its file {@code setup-link}
   */
  public SetupFeature(AccountContext context, Path data) {
    this.context = context;
    this.administrators = new Administrators(context.sessions(), context.audit(), context.clock());
    this.file = data.resolve("setup-link");
  }

  public void register(Routes routes) {
    routes
        .get("/setup/:token", Access.ANYONE, this::form)
        .post("/setup/:token", Access.ANYONE, this::create);
  }

  /** Makes a link and says where it is, while there is no administrator. */
  public void offer() throws IOException {
    Files.deleteIfExists(file);
    Optional<SessionToken> token = context.database().transaction(this::issue);
    if (token.isEmpty()) {
      return;
    }
    String link = context.pages().site().publicUrl() + "/setup/" + token.get().text();
    Files.createDirectories(file.toAbsolutePath().getParent());
    // The file is private before anything is in it.
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(file, (link + "\n").getBytes(StandardCharsets.US_ASCII));
    LOG.info("Open {} to make the administrator (within 24 hours; also in {})", link, file);
  }

  private Optional<SessionToken> issue(Handle handle) {
    Instant now = context.clock().instant();
    return Administrators.exist(handle)
        ? Optional.empty()
        : Optional.of(SetupLinks.issue(handle, now));
  }

  private Answer form(Request request) {
    SessionToken token = check(request);
    return page(request, token);
  }

  private Answer page(Request request, SessionToken token) {
    return context
        .pages()
        .page(request, "setup/administrator", new SetupPage(request.form(), token.text()));
  }

  private SessionToken check(Request request) {
    context.limits().require(Limit.LINK, RateLimits.network(request.address()));
    SessionToken token = SessionToken.of(request.pathParameter("token"));
    if (!context.database().read(handle -> works(handle, token))) {
      throw gone();
    }
    return token;
  }

  private boolean works(Handle handle, SessionToken token) {
    return SetupLinks.works(handle, token, context.clock().instant())
        && !Administrators.exist(handle);
  }

  private static HttpException gone() {
    return new HttpException(404, Message.of("setup.gone"));
  }

  private Answer create(Request request) throws IOException {
    SessionToken token = check(request);
    Form form = request.form();
    String name = form.line("name", 1, 50);
    String email = EmailAddress.read(form, "email");
    String password = PasswordRules.read(form, "password", email, name);
    if (!form.isValid()) {
      return page(request, token).withStatus(422);
    }
    String hash = context.passwords().hash(password);
    Optional<Session> session =
        context
            .database()
            .transaction(handle -> {
              SetupLinks.lockAll(handle);
              if (!works(handle, token)) {
                throw gone();
              }
              Optional<Session> begun = administrators.create(handle, email, name, hash, request);
              if (begun.isPresent()) {
                SetupLinks.removeAll(handle);
              }
              return begun;
            });
    if (session.isEmpty()) {
      form.error("email", Message.of("setup.email-taken"));
      return page(request, token).withStatus(422);
    }
    Files.deleteIfExists(file);
    return Answer.redirect("/account").withSession(session.get()).withNotice("notice.set-up");
  }
}
