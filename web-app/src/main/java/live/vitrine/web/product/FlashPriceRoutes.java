package live.vitrine.web.product;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.money.Money;
import live.vitrine.web.page.Pages;
import live.vitrine.web.product.FlashPrices.Draft;
import live.vitrine.web.product.FlashPrices.Outcome;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.text.Message;

/**
 * The flash prices of one product. Times are typed in the browser's zone, or in UTC without script.
 */
final class FlashPriceRoutes {
  /** Minutes from now that one button is enough for. */
  static final List<Integer> QUICK = List.of(5, 15, 60);

  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration FURTHEST = Duration.ofDays(366);
  private static final String TEMPLATE = "product/flash";

  private final FlashPrices flashPrices;
  private final ProductEdits edits;
  private final Pages pages;
  private final Hosts hosts;
  private final Clock clock;

  FlashPriceRoutes(
      FlashPrices flashPrices, ProductEdits edits, Pages pages, Hosts hosts, Clock clock) {
    this.flashPrices = flashPrices;
    this.edits = edits;
    this.pages = pages;
    this.hosts = hosts;
    this.clock = clock;
  }

  void register(Routes routes) {
    routes
        .get(ShelfRoutes.LIST + "/:id/flash", Access.HOST, this::show)
        .post(ShelfRoutes.LIST + "/:id/flash", Access.HOST, this::set)
        .post(ShelfRoutes.LIST + "/:id/flash/:flash/cancel", Access.HOST, this::cancel);
  }

  private Answer show(Request request) {
    Host host = hosts.of(request);
    return pages.page(
        request, TEMPLATE, model(request, host, Form.of(Map.of("zone", "UTC")), Optional.empty()));
  }

  private FlashModel model(Request request, Host host, Form form, Optional<FlashPrice> overlap) {
    long id = request.pathNumber("id");
    return new FlashModel(
        form,
        edits.find(host, id).orElseThrow(HttpException::notFound),
        host.currency(),
        flashPrices.list(host, id),
        overlap,
        clock.instant());
  }

  private Answer set(Request request) {
    Host host = hosts.of(request);
    Form form = request.form();
    Draft draft = draft(form, host);
    Optional<FlashPrice> overlap = Optional.empty();
    if (form.isValid()) {
      switch (flashPrices.set(host, request.pathNumber("id"), draft)) {
        case Outcome.Set() -> {
          return Answer.redirect(address(request)).withNotice("notice.product.flash.set");
        }
        case Outcome.Overlap(FlashPrice other) -> {
          overlap = Optional.of(other);
          form.error("start", Message.of("product.flash.overlap"));
        }
        case Outcome.NotLower(Money usual) ->
            form.error("price", Message.of("product.flash.not-lower", ProductSheet.text(usual)));
        case Outcome.TooMany() ->
            form.error("start", Message.of("product.flash.most", Limits.FLASH_PRICES));
      }
    }
    return pages.invalid(request, TEMPLATE, model(request, host, form, overlap));
  }

  private static String address(Request request) {
    return ShelfRoutes.LIST + "/" + request.pathNumber("id") + "/flash";
  }

  private Draft draft(Form form, Host host) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long variant =
        form.value("variant").matches("[1-9][0-9]{0,17}")
            ? Long.parseLong(form.value("variant"))
            : 0;
    if (variant == 0) {
      form.error("variant", Message.of("form.choice"));
    }
    Money price = form.money("price", host.currency());
    if (price.minor() == 0) {
      form.error("price", Message.of("product.price.zero"));
    }
    Optional<Integer> quantity = form.optionalInteger("quantity", 1, Limits.STOCK);
    Optional<Duration> quick = quick(form.value("action"));
    if (quick.isPresent()) {
      return new Draft(variant, price, now, now.plus(quick.get()), quantity);
    }
    ZoneId zone = zone(form);
    Instant start = time(form, "start", zone).orElse(now);
    Instant end = time(form, "end", zone).orElse(start.plus(USUAL));
    check(form, now, start, end);
    return new Draft(variant, price, start, end, quantity);
  }

  private static Optional<Duration> quick(String action) {
    return QUICK.stream()
        .filter(minutes -> action.equals("now-" + minutes))
        .map(Duration::ofMinutes)
        .findFirst();
  }

  private static void check(Form form, Instant now, Instant start, Instant end) {
    if (!end.isAfter(start)) {
      form.error("end", Message.of("product.flash.end-first"));
    } else if (!end.isAfter(now)) {
      form.error("end", Message.of("product.flash.past"));
    } else if (end.isAfter(start.plus(LONGEST))) {
      form.error("end", Message.of("product.flash.longest", LONGEST.toDays()));
    }
    if (start.isAfter(now.plus(FURTHEST))) {
      form.error("start", Message.of("product.flash.furthest", FURTHEST.toDays()));
    }
  }

  private static ZoneId zone(Form form) {
    String zone = form.value("zone");
    if (zone.isEmpty()) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException _) {
      form.error("start", Message.of("product.flash.zone"));
      return ZoneOffset.UTC;
    }
  }

  private static Optional<Instant> time(Form form, String field, ZoneId zone) {
    String text = form.value(field).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      form.error(field, Message.of("product.flash.time"));
      return Optional.empty();
    }
  }

  private Answer cancel(Request request) {
    flashPrices.cancel(hosts.of(request), request.pathNumber("id"), request.pathNumber("flash"));
    return Answer.redirect(address(request)).withNotice("notice.product.flash.cancelled");
  }
}
