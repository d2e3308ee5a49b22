package live.vitrine.web.account;

import live.vitrine.web.http.Routes;
import live.vitrine.web.picture.PictureUploads;

/** Everything about accounts, put together. */
public final class AccountFeature {
  private final SignInRoutes signIn;
  private final SignUpRoutes signUp;
  private final PasswordReset passwords;
  private final ResetRoutes reset;
  private final ProfileRoutes profile;
  private final CredentialRoutes credentials;
  private final SecondFactorRoutes secondFactor;
  private final SessionRoutes sessions;
  private final DataRoutes data;

  /**
   * Puts it together.
   *
   * @param hook told when somebody signs in
   * @param pictures takes the pictures of people
   */
  public AccountFeature(AccountContext context, SignInHook hook, PictureUploads pictures) {
    AccountMails mails = new AccountMails(context.templates(), context.outbox());
    SecondFactor factor = new SecondFactor(context, mails);
    SessionStart start = new SessionStart(context.sessions(), context.audit(), hook);
    SignIn signing = new SignIn(context, start, factor);
    this.signIn = new SignInRoutes(context, signing);
    this.signUp =
        new SignUpRoutes(context, new SignUp(context, mails), new Confirmation(context, signing));
    this.passwords = new PasswordReset(context, mails);
    this.reset = new ResetRoutes(context, passwords);
    this.profile = new ProfileRoutes(context, pictures);
    this.credentials = new CredentialRoutes(context, new CredentialChange(context, mails));
    this.secondFactor = new SecondFactorRoutes(context, factor);
    this.sessions = new SessionRoutes(context);
    this.data = new DataRoutes(context, new AccountDeletion(context, mails));
  }

  /**
   * Mails somebody a link to a new password, as an administrator wants. Nothing is sent where there
   * is no such account, or where it is suspended.
   */
  public void mailPasswordReset(String email) {
    passwords.send(email);
  }

  public void register(Routes routes) {
    signIn.register(routes);
    signUp.register(routes);
    reset.register(routes);
    profile.register(routes);
    credentials.register(routes);
    secondFactor.register(routes);
    sessions.register(routes);
    data.register(routes);
  }
}
