package live.vitrine.media.hls.cmaf;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpExchange;

/**
 * Answers one request for a playlist, now or when it is there. Caches on the way may keep a
 * playlist that was waited for as long as its address, which names what it reaches to; one without
 * directives for half a target duration (section 6.2.5 and its appendix B).
 */
final class PlaylistAnswers {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final HttpExchange exchange;
  private final CmafShow show;

  PlaylistAnswers(HttpExchange exchange, CmafShow show) {
    this.exchange = exchange;
    this.show = show;
  }

  static void refuse(HttpExchange exchange, String text) {
    exchange.respondText(
        HttpResponseStatus.BAD_REQUEST, CrossOrigin.allowAny(new DefaultHttpHeaders()), text);
  }

  static void refuseLater(HttpExchange exchange, HttpResponseStatus status, String text) {
    exchange.respondText(
        status,
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS),
        text);
  }

  /** Goes on once the show has playlists; says so when it has none in time. */
  void whenReady(Duration limit, Runnable then) {
    if (show.isReady()) {
      then.run();
      return;
    }
    Runnable answer =
        () -> {
          if (show.isReady()) {
            then.run();
          } else if (show.ended()) {
            refuseLater(exchange, HttpResponseStatus.NOT_FOUND, "The stream is over.");
          } else {
            refuseLater(
                exchange,
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "The stream has no complete segment yet. Ask again.");
          }
        };
    boolean held =
        !show.ended()
            && show.waiters()
                .hold(
                    exchange,
                    Waiters.Awaited.PLAYLIST,
                    () -> show.isReady() || show.ended(),
                    limit.toMillis(),
                    answer);
    if (!held) {
      answer.run();
    }
  }

  void multivariant() {
    respond(MultivariantPlaylist.render(show.renditions()), show.targetSeconds() / 2);
  }

  void media(String name) {
    Rendition rendition = show.rendition(name).orElse(null);
    if (rendition == null) {
      notFound();
      return;
    }
    PlaylistRequest request;
    try {
      request =
          PlaylistRequest.parse(
              exchange.query("_HLS_msn"), exchange.query("_HLS_part"), exchange.query("_HLS_skip"));
    } catch (PlaylistRequest.InvalidException e) {
      refuse(exchange, e.reason());
      return;
    }
    media(rendition, request);
  }

  private void media(Rendition rendition, PlaylistRequest request) {
    Snapshot snapshot = rendition.latest();
    if (snapshot == null || isMissing(rendition)) {
      notFound();
    } else if (!request.waits() || snapshot.reaches(request.sequence(), request.part())) {
      respond(rendition, snapshot, request);
    } else if (request.isTooFarAhead(snapshot)) {
      refuse(
          exchange,
          "_HLS_msn, _HLS_part: the playlist ends before segment %d, part %d; ask for that"
              .formatted(snapshot.nextSequence(), snapshot.openParts()));
    } else {
      hold(rendition, snapshot, request);
    }
  }

  private void hold(Rendition rendition, Snapshot snapshot, PlaylistRequest request) {
    show.counters().heldRequests.increment();
    boolean held =
        rendition
            .waiters()
            .hold(
                exchange,
                Waiters.Awaited.PLAYLIST,
                () -> isThere(rendition, request),
                snapshot.timing().waitMillis(),
                () -> respondAfterHold(rendition, request));
    if (!held) {
      show.counters().refusedHolds.increment();
      refuseLater(
          exchange, HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many requests wait. Ask again.");
    }
  }

  /** Players move on to another rendition at once when one is not found. */
  private boolean isMissing(Rendition rendition) {
    return rendition.isAway() && !show.ended();
  }

  private boolean isThere(Rendition rendition, PlaylistRequest request) {
    Snapshot snapshot = rendition.latest();
    return snapshot == null
        || isMissing(rendition)
        || snapshot.reaches(request.sequence(), request.part());
  }

  private void respondAfterHold(Rendition rendition, PlaylistRequest request) {
    Snapshot snapshot = rendition.latest();
    if (snapshot == null || isMissing(rendition)) {
      notFound();
    } else if (snapshot.reaches(request.sequence(), request.part())) {
      respond(rendition, snapshot, request);
    } else if (show.reconnecting()) {
      // The specification wants 503, which hls.js takes for the end after a few times. An unchanged
      // playlist makes it ask again for as long as the publisher may come back.
      respond(rendition, snapshot, new PlaylistRequest(-1, -1, request.skip()));
    } else {
      show.counters().timedOutHolds.increment();
      refuseLater(
          exchange, HttpResponseStatus.SERVICE_UNAVAILABLE, "The next part has not come in time.");
    }
  }

  private void respond(Rendition rendition, Snapshot snapshot, PlaylistRequest request) {
    byte[] playlist =
        snapshot
            .texts()
            .get(
                request.skip(),
                () ->
                    MediaPlaylist.render(
                        new Names(show.showId(), rendition.name()),
                        snapshot,
                        request.skip(),
                        othersThan(rendition)));
    int target = snapshot.timing().targetSeconds();
    respond(playlist, request.waits() ? target : target / 2);
  }

  private List<Rendition> othersThan(Rendition rendition) {
    return show.renditions().stream().filter(other -> other != rendition).toList();
  }

  private void respond(byte[] playlist, int maxAge) {
    HttpHeaders headers =
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.CONTENT_TYPE, "application/vnd.apple.mpegurl")
            .set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=" + maxAge);
    exchange.respond(HttpResponseStatus.OK, headers, Unpooled.wrappedBuffer(playlist));
  }

  private void notFound() {
    refuseLater(
        exchange,
        HttpResponseStatus.NOT_FOUND,
        "The stream has no such playlist, or not any more.");
  }
}
