package live.vitrine.stripe.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import live.vitrine.stripe.checkout.ApiError;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first, as Stripe cuts it. */
record Listing(int limit, @Nullable String startingAfter, Range created, String url) {
  private static final long MOST = 100;

  /** Bounds in seconds since 1970, both included. */
  record Range(long from, long to) {
    static Range read(Params params) {
      Long exactly = params.integer("created");
      if (exactly != null) {
        return new Range(exactly, exactly);
      }
      long from = bound(params, "gte", 0, Long.MIN_VALUE);
      long after = bound(params, "gt", 1, Long.MIN_VALUE);
      long to = bound(params, "lte", 0, Long.MAX_VALUE);
      long before = bound(params, "lt", -1, Long.MAX_VALUE);
      return new Range(Math.max(from, after), Math.min(to, before));
    }

    private static long bound(Params params, String how, int shift, long none) {
      Long value = params.integer("created[" + how + "]");
      return value == null ? none : value + shift;
    }

    boolean contains(Instant time) {
      return time.getEpochSecond() >= from && time.getEpochSecond() <= to;
    }
  }

  static Listing read(Params params, String url) {
    Long limit = params.integer("limit");
    if (limit != null && (limit < 1 || limit > MOST)) {
      throw ApiError.parameter(
          "parameter_invalid_integer",
          "limit",
          limit < 1
              ? "This value must be greater than or equal to 1."
              : "This value must be less than or equal to 100 (it currently is '" + limit + "').");
    }
    return new Listing(
        limit == null ? 10 : limit.intValue(),
        params.text("starting_after"),
        Range.read(params),
        url);
  }

  /**
   * @param all newest first
   */
  <T> JsonObject page(
      List<T> all,
      Function<T, String> id,
      Function<T, Instant> time,
      Predicate<T> filter,
      Function<T, JsonObject> json) {
    int start = 0;
    if (startingAfter != null) {
      int at = all.stream().map(id).toList().indexOf(startingAfter);
      if (at < 0) {
        throw ApiError.missing("object", startingAfter, "starting_after");
      }
      start = at + 1;
    }
    List<T> found =
        all.stream()
            .skip(start)
            .filter(one -> created.contains(time.apply(one)) && filter.test(one))
            .limit(limit + 1L)
            .toList();
    return new JsonObject()
        .put("object", "list")
        .put("data", new JsonArray(found.stream().limit(limit).map(json).toList()))
        .put("has_more", found.size() > limit)
        .put("url", url);
  }
}
