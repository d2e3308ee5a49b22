package live.vitrine.media.hls.cmaf;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.http.WaitParameter;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;

/**
 * HLS with low latency, below {@code /live/{streamId}/}: {@code index.m3u8} names the renditions,
 * {@code {rendition}.m3u8} is the playlist of one, and {@code {showId}-{rendition}-…} are
 * initialization segments, segments and parts. Playlists and parts that are not there yet are
 * waited for.
 */
public final class CmafRoute implements HttpRoute {
  private static final Pattern PATH =
      Pattern.compile(
          "/live/([^/]*)/(?:(index)\\.m3u8|((?:main|video[0-9]{1,3}|audio[0-9]{1,3}))\\.m3u8"
              + "|([0-9a-z]{1,13})-([a-z]{4,5}[0-9]{0,3})-"
              + "(?:init([0-9]{1,9})\\.mp4|([0-9]{1,18})(?:\\.([0-9]{1,9}))?\\.m4s))");

  private final CmafShows shows;
  private final Hub hub;

  /**
   * A route to all shows.
   *
   * @param hub knows when a stream that is waited for begins
   */
  public CmafRoute(CmafShows shows, Hub hub) {
    this.shows = shows;
    this.hub = hub;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    Matcher path = PATH.matcher(exchange.path());
    if (!path.matches()) {
      return false;
    }
    if (!exchange.method().equals(HttpMethod.GET) && !exchange.method().equals(HttpMethod.HEAD)) {
      exchange.respondMethodNotAllowed("GET, HEAD, OPTIONS");
    } else if (!StreamId.isValid(path.group(1))) {
      PlaylistAnswers.refuse(exchange, "stream ID: allowed are " + StreamId.ALLOWED);
    } else if (path.group(4) != null) {
      serveFile(exchange, path);
    } else {
      servePlaylistOrWait(exchange, StreamId.of(path.group(1)), Optional.ofNullable(path.group(3)));
    }
    return true;
  }

  private void servePlaylistOrWait(
      HttpExchange exchange, StreamId streamId, Optional<String> rendition) {
    OptionalInt wait = WaitParameter.seconds(exchange);
    if (wait.isEmpty()) {
      PlaylistAnswers.refuse(exchange, "wait: " + WaitParameter.ALLOWED);
    } else if (wait.getAsInt() > 0 && shows.current(streamId).isEmpty()) {
      CompletableFuture<LiveStream> live =
          hub.awaitLive(streamId, TimeUnit.SECONDS.toMillis(wait.getAsInt()));
      exchange.onAbandoned(() -> live.cancel(false));
      live.whenComplete((stream, failure) ->
          exchange
              .channel()
              .eventLoop()
              .execute(() -> {
                if (!exchange.isDone()) {
                  exchange.guarded(() -> servePlaylist(exchange, streamId, rendition));
                }
              }));
    } else {
      servePlaylist(exchange, streamId, rendition);
    }
  }

  private void servePlaylist(HttpExchange exchange, StreamId streamId, Optional<String> rendition) {
    CmafShow show = shows.current(streamId).orElse(null);
    if (show == null) {
      PlaylistAnswers.refuseLater(
          exchange, HttpResponseStatus.NOT_FOUND, "Stream %s is not live.".formatted(streamId));
      return;
    }
    PlaylistAnswers answers = new PlaylistAnswers(exchange, show);
    answers.whenReady(
        shows.settings().playlistWait(),
        () -> {
          if (rendition.isPresent()) {
            answers.media(rendition.get());
          } else {
            answers.multivariant();
          }
        });
  }

  private void serveFile(HttpExchange exchange, Matcher path) {
    CmafShow show = shows.find(StreamId.of(path.group(1)), path.group(4)).orElse(null);
    Rendition rendition = show == null ? null : show.rendition(path.group(5)).orElse(null);
    if (show == null || rendition == null) {
      FileAnswers.gone(exchange);
      return;
    }
    FileAnswers answers = new FileAnswers(exchange, show, rendition);
    if (path.group(6) != null) {
      answers.init(Integer.parseInt(path.group(6)));
    } else if (path.group(8) != null) {
      answers.part(Long.parseLong(path.group(7)), Integer.parseInt(path.group(8)));
    } else {
      answers.segment(Long.parseLong(path.group(7)));
    }
  }
}
