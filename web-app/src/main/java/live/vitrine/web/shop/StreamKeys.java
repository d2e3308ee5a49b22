package live.vitrine.web.shop;

import live.vitrine.web.database.Database;
import live.vitrine.web.media.MediaAnswer;
import live.vitrine.web.media.MediaAnswer.Answered;
import live.vitrine.web.media.MediaAnswer.Away;
import live.vitrine.web.media.MediaServerClient;
import live.vitrine.web.media.StreamKey;

/**
 * The keys by which hosts stream.
 *
 * <p>The media-server makes them and remembers which generations are revoked; what is stored here
 * follows it: a generation is written down after the media-server said that it holds. Where that
 * answer was lost, or the database was set back, the next time a key is asked for puts it right,
 * for the media-server always answers with the generation that holds.
 */
public final class StreamKeys {
  private final Database database;
  private final MediaServerClient media;
  private final ShopService shops;

  public StreamKeys(Database database, MediaServerClient media, ShopService shops) {
    this.database = database;
    this.media = media;
    this.shops = shops;
  }

  /** The key that holds now. */
  MediaAnswer<StreamKey> current(Shop shop) {
    MediaAnswer<StreamKey> answer = media.key(shop.streamId(), shop.keyGeneration());
    if (answer instanceof Answered<StreamKey>(StreamKey key)
        && key.minimumGeneration() > shop.keyGeneration()) {
      database.change(
          handle -> ShopRepository.raiseGeneration(handle, shop.id(), key.minimumGeneration()));
    }
    return answer;
  }

  /**
   * Makes every key so far useless; whoever publishes is closed. Nothing changes where it is away.
   */
  public MediaAnswer<StreamKey> rotate(ShopService.Actor actor, Shop shop) {
    MediaAnswer<StreamKey> answer = media.key(shop.streamId(), shop.keyGeneration() + 1);
    switch (answer) {
      case Answered<StreamKey>(StreamKey key) ->
          database.change(handle -> {
            ShopRepository.raiseGeneration(handle, shop.id(), key.minimumGeneration());
            shops.write(
                handle,
                actor,
                "stream-key.rotated",
                shop.handle(),
                "generation " + key.minimumGeneration());
          });
      case Away<StreamKey> _ -> {}
    }
    return answer;
  }
}
