package live.vitrine.web.checkout;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.cart.CartOwner;
import live.vitrine.web.cart.CartShop;
import live.vitrine.web.cart.Carts;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.limit.Limit;
import live.vitrine.web.limit.RateLimits;
import live.vitrine.web.order.Address;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderRepository;
import live.vitrine.web.order.OrderStatus;
import live.vitrine.web.page.Pages;
import live.vitrine.web.payment.PaymentStep;
import live.vitrine.web.payment.Payments;
import live.vitrine.web.session.Identity;
import live.vitrine.web.session.SessionToken;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopRepository;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Message;

/** The pages from the cart to Stripe and back. */
public final class CheckoutRoutes {
  private static final String TOKEN = "[A-Za-z0-9_-]{43}";

  private final Database database;
  private final Carts carts;
  private final Checkout checkout;
  private final Payments payments;
  private final RateLimits limits;
  private final Pages pages;

  public CheckoutRoutes(
      Database database,
      Carts carts,
      Checkout checkout,
      Payments payments,
      RateLimits limits,
      Pages pages) {
    this.database = database;
    this.carts = carts;
    this.checkout = checkout;
    this.payments = payments;
    this.limits = limits;
    this.pages = pages;
  }

  public void register(Routes routes) {
    routes
        .get("/checkout/:handle", Access.SIGNED_IN, this::show)
        .post("/checkout/:handle", Access.SIGNED_IN, this::order)
        .get("/checkout/return/:code", Access.SIGNED_IN, this::comeBack)
        .get("/checkout/done/:code", Access.SIGNED_IN, this::done)
        .post("/checkout/pay/:code", Access.SIGNED_IN, this::pay)
        .post("/checkout/cancel/:code", Access.SIGNED_IN, this::cancel);
  }

  private Answer show(Request request) {
    Shop shop = shop(request);
    if (!request.signedIn().emailConfirmed()) {
      return pages.page(request, "checkout/unconfirmed", shop);
    }
    Form form =
        database
            .read(handle -> OrderRepository.latestOf(handle, request.signedIn().accountId()))
            .map(order -> AddressForm.of(order.address()))
            .orElseGet(
                () -> AddressForm.empty(request.signedIn().displayName(), request.language()));
    return show(request, shop, form, Optional.empty());
  }

  private Answer show(Request request, Shop shop, Form form, Optional<Message> warning) {
    long account = request.signedIn().accountId();
    List<Order> pending = database.read(handle -> OrderRepository.pendingOf(handle, account));
    Optional<CartShop> group =
        carts.view(new CartOwner.Account(account)).stream()
            .filter(candidate -> candidate.shop().id() == shop.id())
            .findFirst();
    if (group.isEmpty() || !group.get().isOrderable()) {
      if (group.isEmpty() && !pending.isEmpty()) {
        return pages.page(request, "checkout/pending", new PendingModel(pending, warning));
      }
      return Answer.redirect("/cart").withNotice("notice.checkout.look-at-cart");
    }
    Quote quote = Quote.of(group.get());
    boolean repriced = quote.lines().stream().anyMatch(line -> line.isRepriced());
    CheckoutModel model =
        new CheckoutModel(
            quote,
            form,
            SessionToken.random().text(),
            warning
                .or(quote::unpayable)
                .or(() ->
                    repriced ? Optional.of(Message.of("checkout.repriced")) : Optional.empty()),
            pending,
            AddressForm.countries(
                request.language(),
                Languages.messages(request.language()).text("checkout.choose-country")));
    return form.isValid() && warning.isEmpty()
        ? pages.page(request, "checkout/checkout", model)
        : pages.invalid(request, "checkout/checkout", model);
  }

  private Answer order(Request request) {
    Shop shop = shop(request);
    Identity identity = request.signedIn();
    if (!identity.emailConfirmed()) {
      return pages.page(request, "checkout/unconfirmed", shop);
    }
    limits.require(Limit.CHECKOUT, String.valueOf(identity.accountId()));
    Form form = request.form();
    Address address = AddressForm.read(form);
    if (!form.isValid()) {
      return show(request, shop, form, Optional.empty());
    }
    String token = form.value("token");
    if (!token.matches(TOKEN)) {
      return show(request, shop, form, Optional.of(Message.of("checkout.changed")));
    }
    Checkout.Intent intent =
        new Checkout.Intent(
            identity.accountId(),
            identity.email(),
            request.language().getLanguage(),
            token,
            form.value("seen"),
            address);
    return switch (checkout.place(shop.id(), intent)) {
      case Placing.Placed placed -> next(request, placed.order(), payments.open(placed.attempt()));
      case Placing.Already(Order order) -> next(request, order, payments.proceed(order.id()));
      case Placing.Changed _ ->
          show(request, shop, form, Optional.of(Message.of("checkout.changed")));
      case Placing.SoldOut _ ->
          show(request, shop, form, Optional.of(Message.of("checkout.sold-out")));
      case Placing.Empty _ -> show(request, shop, form, Optional.empty());
      case Placing.TooMany(List<Order> pending) ->
          pages.invalid(
              request,
              "checkout/pending",
              new PendingModel(
                  pending, Optional.of(Message.of("checkout.too-many", Checkout.MOST_PENDING))));
      case Placing.Unpayable(Message why) -> show(request, shop, form, Optional.of(why));
    };
  }

  private Answer next(Request request, Order order, PaymentStep step) {
    return switch (step) {
      case PaymentStep.ToPage(String url) -> Answer.redirect(url);
      case PaymentStep.TryAgain _ ->
          pending(request, order, Message.of("checkout.try-again"))
              .withStatus(503)
              .withHeader("Retry-After", "5");
      case PaymentStep.Refused _ ->
          pending(request, order, Message.of("checkout.refused")).withStatus(502);
      case PaymentStep.Over _ -> Answer.redirect("/orders/" + order.code());
    };
  }

  private Answer pending(Request request, Order order, Message warning) {
    return pages.page(
        request, "checkout/pending", new PendingModel(List.of(order), Optional.of(warning)));
  }

  /** Back from Stripe's page without having paid. */
  private Answer comeBack(Request request) {
    Order order = own(request);
    return order.isPending()
        ? pages.page(
            request, "checkout/pending", new PendingModel(List.of(order), Optional.empty()))
        : Answer.redirect("/orders/" + order.code());
  }

  /**
   * Back from Stripe's page after paying: Stripe is asked, so that nobody waits for its webhook.
   */
  private Answer done(Request request) {
    Order order = payments.refresh(own(request).id());
    return Answer.redirect("/orders/" + order.code() + "?paid");
  }

  private Answer pay(Request request) {
    Order order = own(request);
    return next(request, order, payments.proceed(order.id()));
  }

  private Answer cancel(Request request) {
    Order order = payments.cancel(own(request).id());
    return Answer.redirect("/orders/" + order.code())
        .withNotice(
            order.status() == OrderStatus.PAID
                ? "notice.checkout.paid-meanwhile"
                : "notice.checkout.cancelled");
  }

  private Shop shop(Request request) {
    return database
        .read(handle -> ShopRepository.findByHandle(handle, request.pathParameter("handle")))
        .filter(Shop::isOpen)
        .orElseThrow(HttpException::notFound);
  }

  private Order own(Request request) {
    return database
        .read(handle ->
            OrderRepository.ofAccount(
                handle, request.signedIn().accountId(), request.pathParameter("code")))
        .orElseThrow(HttpException::notFound);
  }
}
