package live.vitrine.web.account;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.OwnPath;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.http.Upload;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.picture.PictureRefusedException;
import live.vitrine.web.picture.PictureUploads;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Message;

/** The first page of an account: name, language, picture, and the way to everything else. */
final class ProfileRoutes {
  // The form around the file.
  private static final long MOST_BYTES = PictureUploads.MOST_BYTES + 64 * 1024;
  private static final String PAGE = "account/profile";

  private final AccountContext context;
  private final PictureUploads pictures;

  ProfileRoutes(AccountContext context, PictureUploads pictures) {
    this.context = context;
    this.pictures = pictures;
  }

  void register(Routes routes) {
    routes
        .get("/account", Access.SIGNED_IN, this::form)
        .post("/account", Access.SIGNED_IN, this::save)
        .upload("/account/picture", Access.SIGNED_IN, MOST_BYTES, this::setPicture)
        .post("/account/picture/remove", Access.SIGNED_IN, this::removePicture)
        .post("/language", Access.ANYONE, this::language);
  }

  private Answer form(Request request) {
    Account account = context.account(request);
    return context.pages().page(request, PAGE, model(filledIn(request, account), account));
  }

  private static Form filledIn(Request request, Account account) {
    String language = account.language().orElse(request.language().getLanguage());
    return Form.of(Map.of("name", account.displayName(), "language", language));
  }

  private static AccountPages.Profile model(Form form, Account account) {
    return new AccountPages.Profile(
        form,
        account.email(),
        account.emailConfirmed(),
        account.pictureId(),
        account.role(),
        account.secondFactor());
  }

  private Answer save(Request request) {
    Account account = context.account(request);
    Form form = request.form();
    String name = form.line("name", 1, SignUpRoutes.LONGEST_NAME);
    List<String> tags = Languages.ALL.stream().map(Locale::getLanguage).toList();
    String language = form.choice("language", tags);
    if (!form.isValid()) {
      return context.pages().invalid(request, PAGE, model(form, account));
    }
    context
        .database()
        .change(handle -> AccountRepository.setProfile(handle, account.id(), name, language));
    return Answer.redirect("/account").withNotice("notice.saved");
  }

  private Answer setPicture(Request request) throws IOException {
    Account account = context.account(request);
    context.limits().require(Limit.UPLOAD, String.valueOf(account.id()));
    List<Upload> chosen = PictureUploads.chosen(request, "picture");
    if (chosen.isEmpty()) {
      return pictureRefused(request, account, Message.of("form.required"));
    }
    try {
      String stored = pictures.store(account.id(), chosen.getFirst());
      context
          .database()
          .change(handle -> AccountRepository.setPicture(handle, account.id(), stored));
    } catch (PictureRefusedException e) {
      return pictureRefused(request, account, e.reason());
    }
    return Answer.redirect("/account").withNotice("notice.saved");
  }

  private Answer pictureRefused(Request request, Account account, Message reason) {
    Form form = filledIn(request, account);
    form.error("picture", reason);
    return context.pages().invalid(request, PAGE, model(form, account));
  }

  private Answer removePicture(Request request) {
    Account account = context.account(request);
    context.database().change(handle -> AccountRepository.setPicture(handle, account.id(), null));
    return Answer.redirect("/account").withNotice("notice.saved");
  }

  private Answer language(Request request) {
    Form form = request.form();
    Answer back = Answer.redirect(OwnPath.or(form.value("to"), "/"));
    Optional<Locale> chosen = Languages.ofTag(form.value("language"));
    if (chosen.isEmpty()) {
      return back;
    }
    request
        .identity()
        .ifPresent(identity ->
            context
                .database()
                .change(handle ->
                    AccountRepository.setLanguage(
                        handle, identity.accountId(), chosen.get().getLanguage())));
    return back.withLanguage(chosen.get());
  }
}
