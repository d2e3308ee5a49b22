package live.vitrine.web.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.money.Money;
import live.vitrine.web.session.Identity;
import live.vitrine.web.session.Role;
import live.vitrine.web.session.Session;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Message;
import live.vitrine.web.text.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What a template needs around its model: words, the reader, and how money and times are written.
 * One page, one thread.
 */
public final class Page {
  private final Request request;
  private final Site site;
  private final Messages messages;
  // Made once a page: it costs more than all else on a list of prices.
  private @Nullable NumberFormat amounts;

  Page(Request request, Site site) {
    this.request = request;
    this.site = site;
    this.messages = Languages.messages(request.language());
  }

  /** Whether the reader may do what {@code role} may; nobody signed in may not. */
  public boolean mayBe(Role role) {
    return identity().filter(identity -> identity.role().includes(role)).isPresent();
  }

  /** The words for {@code key}. */
  public String t(String key, Object... arguments) {
    return messages.text(key, arguments);
  }

  public String t(Message message) {
    return messages.text(message);
  }

  /** What is wrong with a field, in words; empty where nothing is. */
  public Optional<String> error(Form form, String field) {
    return form.errorOf(field).map(messages::text);
  }

  public Locale locale() {
    return messages.locale();
  }

  public List<Locale> languages() {
    return Languages.ALL;
  }

  public Optional<Identity> identity() {
    return request.identity();
  }

  /** What a form must carry in its field {@code csrf}; empty for a guest without a session. */
  public String csrf() {
    return request.session().map(Session::csrfToken).orElse("");
  }

  /** A message from the page before. */
  public Optional<String> notice() {
    return request.notice().filter(messages::has).map(messages::text);
  }

  /** The path of this page, to mark where the reader is. */
  public String path() {
    return request.path();
  }

  /** Path and query of this page, to come back to it. */
  public String uri() {
    return request.uri();
  }

  public Site site() {
    return site;
  }

  /** 19,99 € */
  public String money(Money amount) {
    NumberFormat format = amounts;
    if (format == null) {
      format = NumberFormat.getCurrencyInstance(locale());
      amounts = format;
    }
    format.setCurrency(amount.currency());
    format.setMinimumFractionDigits(amount.currency().getDefaultFractionDigits());
    format.setMaximumFractionDigits(amount.currency().getDefaultFractionDigits());
    return format.format(amount.decimal());
  }

  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale()).format(number);
  }

  /** Date and time in UTC; scripts turn a {@code <time>} into the reader's own zone. */
  public String time(Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale())
            .withZone(ZoneOffset.UTC)
            .format(instant)
        + " UTC";
  }

  public String date(Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(locale())
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }

  /** The absolute address of a path of ours, for other sites. */
  public String absolute(String path) {
    return site.publicUrl() + path;
  }

  /** Where a picture is, at least {@code width} pixels wide where it has as many. */
  public String picture(String pictureId, int width) {
    return "/pictures/" + pictureId + "/" + width + ".jpg";
  }
}
