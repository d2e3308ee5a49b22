package live.vitrine.media.hls;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.hls.HlsShow.Snapshot;
import live.vitrine.media.http.ByteRange;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.http.WaitParameter;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * {@code /live/{streamId}.m3u8}, the playlist, which waits for the first segment of a stream that
 * has just begun and, with {@code ?wait=SECONDS}, for the stream; and {@code
 * /live/{streamId}/{showId}-{sequence}.ts}, its segments, sent from file to socket by the kernel.
 */
public final class HlsRoute implements HttpRoute {
  private static final Pattern PLAYLIST = Pattern.compile("/live/([^/]*)\\.m3u8");
  private static final Pattern SEGMENT =
      Pattern.compile("/live/([^/]*)/([0-9a-z]{1,13})-([0-9]{1,18})\\.ts");

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final int RETRY_AFTER_SECONDS = 2;

  private final HlsShows shows;
  private final Hub hub;

  /**
   * A route to all shows.
   *
   * @param hub knows when a stream that is waited for begins
   */
  public HlsRoute(HlsShows shows, Hub hub) {
    this.shows = shows;
    this.hub = hub;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    Matcher playlist = PLAYLIST.matcher(exchange.path());
    Matcher segment = SEGMENT.matcher(exchange.path());
    if (!playlist.matches() && !segment.matches()) {
      return false;
    }
    String name = (playlist.matches() ? playlist : segment).group(1);
    if (!exchange.method().equals(HttpMethod.GET) && !exchange.method().equals(HttpMethod.HEAD)) {
      exchange.respondMethodNotAllowed("GET, HEAD, OPTIONS");
    } else if (!StreamId.isValid(name)) {
      exchange.respondText(
          HttpResponseStatus.BAD_REQUEST,
          CrossOrigin.allowAny(new DefaultHttpHeaders()),
          "stream ID: allowed are " + StreamId.ALLOWED);
    } else if (playlist.matches()) {
      servePlaylistOrWait(exchange, StreamId.of(name));
    } else {
      serveSegment(exchange, StreamId.of(name), segment.group(2), segment.group(3));
    }
    return true;
  }

  private void servePlaylistOrWait(HttpExchange exchange, StreamId streamId) {
    OptionalInt wait = WaitParameter.seconds(exchange);
    if (wait.isEmpty()) {
      exchange.respondText(
          HttpResponseStatus.BAD_REQUEST,
          CrossOrigin.allowAny(new DefaultHttpHeaders()),
          "wait: " + WaitParameter.ALLOWED);
    } else if (wait.getAsInt() > 0 && shows.current(streamId).isEmpty()) {
      awaitLive(exchange, streamId, wait.getAsInt());
    } else {
      servePlaylist(exchange, streamId);
    }
  }

  private void awaitLive(HttpExchange exchange, StreamId streamId, int seconds) {
    CompletableFuture<LiveStream> live =
        hub.awaitLive(streamId, TimeUnit.SECONDS.toMillis(seconds));
    exchange.onAbandoned(() -> live.cancel(false));
    live.whenComplete((stream, failure) ->
        exchange
            .channel()
            .eventLoop()
            .execute(() -> {
              if (!exchange.isDone()) {
                servePlaylist(exchange, streamId);
              }
            }));
  }

  private void servePlaylist(HttpExchange exchange, StreamId streamId) {
    HlsShow show = shows.current(streamId).orElse(null);
    if (show == null) {
      refuseLater(exchange, HttpResponseStatus.NOT_FOUND, "Stream %s is not live.", streamId);
      return;
    }
    Optional<Snapshot> snapshot = show.snapshot();
    if (snapshot.isPresent()) {
      respondPlaylist(exchange, snapshot.get());
      return;
    }
    Future<Optional<Snapshot>> first =
        show.await(exchange.channel().eventLoop(), shows.settings().playlistWait());
    exchange.onAbandoned(() -> first.cancel(false));
    first.addListener((Future<Optional<Snapshot>> answer) ->
        exchange.guarded(() ->
            respondFirst(
                exchange,
                streamId,
                show,
                answer.isSuccess() ? answer.getNow() : Optional.empty())));
  }

  private static void respondFirst(
      HttpExchange exchange, StreamId streamId, HlsShow show, Optional<Snapshot> first) {
    if (first.isPresent()) {
      respondPlaylist(exchange, first.get());
    } else if (show.ended()) {
      refuseLater(exchange, HttpResponseStatus.NOT_FOUND, "Stream %s is over.", streamId);
    } else if (show.unsupportedCodec().isPresent()) {
      exchange.respondText(
          HttpResponseStatus.NOT_FOUND,
          CrossOrigin.allowAny(new DefaultHttpHeaders()),
          "This stream's codec %s is not available over HLS yet."
              .formatted(show.unsupportedCodec().get()));
    } else {
      refuseLater(
          exchange,
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "Stream %s has no complete segment yet. Ask again.",
          streamId);
    }
  }

  private static void respondPlaylist(HttpExchange exchange, Snapshot snapshot) {
    HttpHeaders headers =
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.CONTENT_TYPE, "application/vnd.apple.mpegurl")
            .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
    exchange.respond(HttpResponseStatus.OK, headers, Unpooled.wrappedBuffer(snapshot.playlist()));
  }

  private void serveSegment(
      HttpExchange exchange, StreamId streamId, String showId, String sequence) {
    Segment segment =
        shows
            .find(streamId, showId)
            .flatMap(show -> show.retainedSegment(Long.parseLong(sequence)))
            .orElse(null);
    if (segment == null) {
      exchange.respondText(
          HttpResponseStatus.NOT_FOUND,
          CrossOrigin.allowAny(new DefaultHttpHeaders()),
          "This segment is not there, or not any more.");
      return;
    }
    if (exchange.method().equals(HttpMethod.GET)) {
      segment.countRequest();
    }
    long size = segment.length();
    HttpHeaders headers =
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.CONTENT_TYPE, "video/mp2t")
            .set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES)
            .set(HttpHeaderNames.CACHE_CONTROL, FOR_EVER);
    ByteRange range = ByteRange.parse(rangeHeader(exchange), size).orElse(null);
    if (range == null) {
      exchange.respondRegion(HttpResponseStatus.OK, headers, segment.takeRegion(0, size));
    } else if (range.isSatisfiable()) {
      headers.set(HttpHeaderNames.CONTENT_RANGE, range.contentRange(size));
      exchange.respondRegion(
          HttpResponseStatus.PARTIAL_CONTENT,
          headers,
          segment.takeRegion(range.first(), range.length()));
    } else {
      segment.release();
      exchange.respondText(
          HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
          CrossOrigin.allowAny(new DefaultHttpHeaders())
              .set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size),
          "The segment has %d bytes.".formatted(size));
    }
  }

  /** Without a validator of ours a conditional range has nothing to match: all is sent then. */
  private static @Nullable String rangeHeader(HttpExchange exchange) {
    HttpHeaders headers = exchange.request().headers();
    return headers.contains(HttpHeaderNames.IF_RANGE) ? null : headers.get(HttpHeaderNames.RANGE);
  }

  private static void refuseLater(
      HttpExchange exchange, HttpResponseStatus status, String text, StreamId streamId) {
    exchange.respondText(
        status,
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS),
        text.formatted(streamId));
  }
}
