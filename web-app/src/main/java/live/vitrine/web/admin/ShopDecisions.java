package live.vitrine.web.admin;

import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.mail.Outbox;
import live.vitrine.web.media.MediaAnswer.Answered;
import live.vitrine.web.media.MediaAnswer.Away;
import live.vitrine.web.media.StreamKey;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopRepository;
import live.vitrine.web.shop.ShopService;
import live.vitrine.web.shop.ShopService.Actor;
import live.vitrine.web.shop.ShopStep;
import live.vitrine.web.shop.StreamKeys;
import live.vitrine.web.text.Languages;
import org.jdbi.v3.core.Handle;

/**
 * What administrators decide about shops. Owners get a mail, in the transaction of the decision.
 */
final class ShopDecisions {
  /** What came of it. */
  enum Outcome {
    DONE,
    /** It is done, but the media-server is away: a show that is live goes on. */
    DONE_BUT_LIVE,
    /** The shop does not stand where this begins. */
    NOTHING_TO_DO
  }

  private final Database database;
  private final ShopService shops;
  private final StreamKeys keys;
  private final Outbox outbox;
  private final String site;

  ShopDecisions(AdminContext context, Outbox outbox) {
    this.database = context.database();
    this.shops = context.shops().shops();
    this.keys = context.shops().keys();
    this.outbox = outbox;
    this.site = context.pages().site().publicUrl().toString();
  }

  Outcome decide(Actor actor, long shopId, ShopStep step, String reason) {
    boolean done =
        database.transaction(handle -> {
          boolean taken = shops.step(handle, actor, shopId, step, reason);
          if (taken) {
            tellOwner(handle, shopId, step, reason);
          }
          return taken;
        });
    if (!done) {
      return Outcome.NOTHING_TO_DO;
    }
    return step == ShopStep.SUSPEND && !endShow(actor, shopId)
        ? Outcome.DONE_BUT_LIVE
        : Outcome.DONE;
  }

  /** Takes the stream key back, which closes whoever publishes. */
  private boolean endShow(Actor actor, long shopId) {
    Shop shop = database.read(handle -> ShopRepository.find(handle, shopId)).orElseThrow();
    return switch (keys.rotate(actor, shop)) {
      case Answered<StreamKey> _ -> true;
      case Away<StreamKey> _ -> false;
    };
  }

  private void tellOwner(Handle handle, long shopId, ShopStep step, String reason) {
    Shop shop = ShopRepository.find(handle, shopId).orElseThrow();
    handle
        .createQuery("SELECT email, language FROM account WHERE id = :id AND email IS NOT NULL")
        .bind("id", shop.ownerId())
        .map((row, _) -> {
          Locale language =
              Optional.ofNullable(row.getString("language"))
                  .flatMap(Languages::ofTag)
                  .orElse(Languages.STANDARD);
          return DecisionMail.of(row.getString("email"), language, shop, step, reason, site);
        })
        .findOne()
        .ifPresent(mail -> outbox.post(handle, mail));
  }
}
