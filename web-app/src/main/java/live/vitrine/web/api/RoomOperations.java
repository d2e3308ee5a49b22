package live.vitrine.web.api;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.shop.Shop;
import live.vitrine.web.shop.ShopRepository;

/** Rooms: one per open shop. */
final class RoomOperations {
  private static final int NEWEST = 100;

  private final Database database;
  private final RoomStates states;

  RoomOperations(Database database, RoomStates states) {
    this.database = database;
    this.states = states;
  }

  void addTo(Map<String, Operation> operations) {
    operations.put("listRooms", this::rooms);
    operations.put("getRoom", this::room);
  }

  private record Room(Shop shop, RoomStates.RoomState state) {
    boolean isDark() {
      return !state.live();
    }
  }

  private Answer rooms(Call call) {
    List<Shop> shops =
        database.read(handle ->
            CatalogueQueries.openShops(handle, Long.MAX_VALUE, NEWEST).stream()
                .flatMap(id -> ShopRepository.find(handle, id).stream())
                .toList());
    List<Room> rooms =
        shops.stream()
            .map(this::room)
            .sorted(Comparator.comparing(Room::isDark))
            .limit(call.limit())
            .toList();
    return Answer.json(new JsonObject().put("items", ApiJson.array(rooms, RoomOperations::json)));
  }

  private Answer room(Call call) {
    Optional<Shop> shop =
        database.read(
            handle -> ShopRepository.findByHandle(handle, call.request().pathParameter("handle")));
    return Answer.json(
        json(
            shop.filter(found -> found.status() == Shop.Status.OPEN)
                .map(this::room)
                .orElseThrow(HttpException::notFound)));
  }

  private Room room(Shop shop) {
    return new Room(shop, states.of(shop.streamId()));
  }

  private static JsonObject json(Room room) {
    return new JsonObject()
        .put("handle", room.shop.handle())
        .put("name", room.shop.name())
        .put("live", room.state.live())
        .put(
            "playback",
            ApiJson.array(
                room.state.playback(),
                playback ->
                    new JsonObject().put("kind", playback.kind()).put("url", playback.url())));
  }
}
