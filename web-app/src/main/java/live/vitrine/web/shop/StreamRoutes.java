package live.vitrine.web.shop;

import java.net.URI;
import java.util.Optional;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.media.LiveStream;
import live.vitrine.web.media.MediaAnswer;
import live.vitrine.web.media.MediaAnswer.Answered;
import live.vitrine.web.media.MediaAnswer.Away;
import live.vitrine.web.media.MediaServerClient;
import live.vitrine.web.media.StreamKey;
import live.vitrine.web.page.Pages;
import live.vitrine.web.page.QrCodes;
import live.vitrine.web.shop.StreamModel.State;
import live.vitrine.web.shop.StreamModel.View;
import live.vitrine.web.text.Message;

/** {@code /host/stream}: where and with which key a host streams, and what arrives. */
final class StreamRoutes {
  private static final String PAGE = "/host/stream";
  private static final String TEMPLATE = "shop/stream";

  private final Pages pages;
  private final ShopService shops;
  private final StreamKeys keys;
  private final MediaServerClient media;
  private final String server;

  StreamRoutes(
      Pages pages, ShopService shops, StreamKeys keys, MediaServerClient media, URI rtmpUrl) {
    this.pages = pages;
    this.shops = shops;
    this.keys = keys;
    this.media = media;
    this.server = rtmpUrl.toString().replaceAll("/+$", "");
  }

  void register(Routes routes) {
    routes.get(PAGE, Access.HOST, this::show);
    routes.get(PAGE + "/state", Access.HOST, this::state);
    routes.post(PAGE + "/rotate", Access.HOST, this::rotate);
  }

  private Answer show(Request request) {
    return pages.page(request, TEMPLATE, model(shops.shop(request.shopId()), Form.empty()));
  }

  /** The part of the page that htmx asks for again and again. */
  private Answer state(Request request) {
    Shop shop = shops.shop(request.shopId());
    return request.isPartial()
        ? pages.page(request, "shop/state", state(shop))
        : Answer.redirect(PAGE);
  }

  private Answer rotate(Request request) {
    Shop shop = shops.shop(request.shopId());
    Form form = request.form();
    if (!mayStream(shop)) {
      return pages.page(request, TEMPLATE, model(shop, form)).withStatus(409);
    }
    if (!form.isChecked("confirm")) {
      form.error("confirm", Message.of("stream.rotate-confirm-needed"));
      return pages.invalid(request, TEMPLATE, model(shop, form));
    }
    return switch (keys.rotate(ShopRoutes.actor(request), shop)) {
      case Answered<StreamKey> _ -> Answer.redirect(PAGE).withNotice("notice.stream-key-rotated");
      case Away<StreamKey>(Message reason) -> {
        form.error("confirm", Message.of("stream.rotate-away"));
        StreamModel model = new StreamModel(shop, server, new View.Away(reason), form);
        yield pages.page(request, TEMPLATE, model).withStatus(503);
      }
    };
  }

  private StreamModel model(Shop shop, Form form) {
    return new StreamModel(shop, server, mayStream(shop) ? view(shop) : new View.NotOpen(), form);
  }

  /** A closed shop may try its camera; one that waits or is suspended gets no key. */
  private static boolean mayStream(Shop shop) {
    return switch (shop.status()) {
      case OPEN, CLOSED -> true;
      case PENDING, REFUSED, SUSPENDED -> false;
    };
  }

  private View view(Shop shop) {
    return switch (keys.current(shop)) {
      case Away<StreamKey>(Message reason) -> new View.Away(reason);
      case Answered<StreamKey>(StreamKey key) -> {
        String address = server + "/" + key.text();
        yield new View.Ready(key.text(), address, QrCodes.draw(address), state(shop));
      }
    };
  }

  private State state(Shop shop) {
    MediaAnswer<Optional<LiveStream>> answer = media.stream(shop.streamId());
    return switch (answer) {
      case Away<Optional<LiveStream>>(Message reason) -> new State.Unknown(reason);
      case Answered<Optional<LiveStream>>(Optional<LiveStream> stream) ->
          stream.<State>map(State.Live::new).orElseGet(State.Offline::new);
    };
  }
}
