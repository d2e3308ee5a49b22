package live.vitrine.media.httpflv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.http.BodyFraming;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.http.WaitParameter;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamState;
import live.vitrine.media.hub.TrackSelection;
import org.jspecify.annotations.Nullable;

/**
 * {@code /live/{streamId}.flv}: the stream from its newest key frame on, over HTTP or, with an
 * Upgrade, over WebSocket. {@code ?wait=SECONDS} holds the request until the stream is live; {@code
 * ?video=N&audio=N} asks for other tracks than the main ones, {@code ?hevc=legacy} for H.265 as
 * older players want it.
 */
public final class FlvRoute implements HttpRoute {
  private static final String PREFIX = "/live/";
  private static final String SUFFIX = ".flv";
  private static final int RETRY_AFTER_SECONDS = 2;
  private static final int MAX_CLIENT_FRAME_BYTES = 4096;
  private static final int LOOK_AGAIN_MILLIS = 40;

  private final Hub hub;

  /** A route to all streams of a hub. */
  public FlvRoute(Hub hub) {
    this.hub = hub;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    String path = exchange.path();
    if (!path.startsWith(PREFIX) || !path.endsWith(SUFFIX)) {
      return false;
    }
    if (!exchange.method().equals(HttpMethod.GET) && !exchange.method().equals(HttpMethod.HEAD)) {
      exchange.respondMethodNotAllowed("GET, HEAD, OPTIONS");
      return true;
    }
    String name = path.substring(PREFIX.length(), path.length() - SUFFIX.length());
    if (!StreamId.isValid(name)) {
      refuse(
          exchange, HttpResponseStatus.BAD_REQUEST, "stream ID: allowed are " + StreamId.ALLOWED);
      return true;
    }
    StreamId id = StreamId.of(name);
    Optional<LiveStream> stream = hub.find(id);
    OptionalInt wait = WaitParameter.seconds(exchange);
    if (TrackParameter.of(exchange).isEmpty()) {
      refuse(exchange, HttpResponseStatus.BAD_REQUEST, TrackParameter.ALLOWED);
    } else if (HevcForm.of(exchange).isEmpty()) {
      refuse(exchange, HttpResponseStatus.BAD_REQUEST, HevcForm.ALLOWED);
    } else if (wait.isEmpty()) {
      refuse(exchange, HttpResponseStatus.BAD_REQUEST, "wait: " + WaitParameter.ALLOWED);
    } else if (stream.isPresent()) {
      serveBefore(deadline(exchange, wait.getAsInt()), exchange, stream.get());
    } else if (wait.getAsInt() > 0) {
      await(exchange, id, wait.getAsInt());
    } else {
      notLive(exchange, id);
    }
    return true;
  }

  private static long deadline(HttpExchange exchange, int seconds) {
    return now(exchange) + TimeUnit.SECONDS.toNanos(seconds);
  }

  private static long now(HttpExchange exchange) {
    return exchange.channel().eventLoop().ticker().nanoTime();
  }

  private void await(HttpExchange exchange, StreamId id, int seconds) {
    long deadline = deadline(exchange, seconds);
    CompletableFuture<LiveStream> live = hub.awaitLive(id, TimeUnit.SECONDS.toMillis(seconds));
    exchange.onAbandoned(() -> live.cancel(false));
    live.whenComplete((stream, failure) ->
        exchange
            .channel()
            .eventLoop()
            .execute(() -> exchange.guarded(() -> answer(deadline, exchange, id, stream))));
  }

  private static void answer(
      long deadline, HttpExchange exchange, StreamId id, @Nullable LiveStream stream) {
    if (exchange.isDone()) {
      return;
    }
    if (stream == null) {
      notLive(exchange, id);
    } else {
      serveBefore(deadline, exchange, stream);
    }
  }

  /** Which tracks a stream has shows some time after its publisher is let in. */
  private static void serveBefore(long deadline, HttpExchange exchange, LiveStream stream) {
    if (exchange.isDone()) {
      return;
    }
    boolean waits =
        stream.state() != StreamState.ENDED
            && now(exchange) < deadline
            && !stream.has(TrackParameter.of(exchange).orElseThrow());
    if (waits) {
      var _ =
          exchange
              .channel()
              .eventLoop()
              .schedule(
                  () -> exchange.guarded(() -> serveBefore(deadline, exchange, stream)),
                  LOOK_AGAIN_MILLIS,
                  TimeUnit.MILLISECONDS);
    } else {
      serve(exchange, stream);
    }
  }

  private static void notLive(HttpExchange exchange, StreamId id) {
    HttpHeaders headers =
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
    exchange.respondText(
        HttpResponseStatus.NOT_FOUND,
        headers,
        "Stream %s is not live. Ask again, or add ?wait=10 to wait for it.".formatted(id));
  }

  private static void refuse(HttpExchange exchange, HttpResponseStatus status, String text) {
    exchange.respondText(status, CrossOrigin.allowAny(new DefaultHttpHeaders()), text);
  }

  private static void serve(HttpExchange exchange, LiveStream stream) {
    TrackSelection tracks = TrackParameter.of(exchange).orElseThrow();
    if (!stream.has(tracks)) {
      lacksTracks(exchange, stream);
    } else if (exchange.method().equals(HttpMethod.HEAD)) {
      exchange.respondHeaders(HttpResponseStatus.OK, headers());
    } else if (WebSocketUpgrade.isAskedFor(exchange.request())) {
      serveWebSocket(exchange, stream, tracks);
    } else {
      serveHttp(exchange, stream, tracks);
    }
  }

  private static void lacksTracks(HttpExchange exchange, LiveStream stream) {
    refuse(
        exchange,
        HttpResponseStatus.NOT_FOUND,
        "Stream %s has video tracks %s and audio tracks %s."
            .formatted(stream.id(), stream.videoTracks(), stream.audioTracks()));
  }

  private static HttpHeaders headers() {
    return CrossOrigin.allowAny(new DefaultHttpHeaders())
        .set(HttpHeaderNames.CONTENT_TYPE, "video/x-flv")
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff");
  }

  private static FlvFraming framing(HttpExchange exchange, FlvEnvelope envelope) {
    return new FlvFraming(envelope, HevcForm.of(exchange).orElseThrow());
  }

  private static void serveHttp(HttpExchange exchange, LiveStream stream, TrackSelection tracks) {
    BodyFraming body = exchange.endlessFraming();
    FlvEnvelope envelope =
        switch (body) {
          case UNTIL_CLOSE, STREAM -> FlvEnvelope.PLAIN;
          case CHUNKED -> FlvEnvelope.CHUNKED;
        };
    FlvViewer viewer =
        new FlvViewer(
            exchange.channel(), stream, tracks, framing(exchange, envelope), body::terminator);
    exchange.respondEndless(HttpResponseStatus.OK, headers(), viewer);
    viewer.start();
  }

  private static void serveWebSocket(
      HttpExchange exchange, LiveStream stream, TrackSelection tracks) {
    @Nullable String accept = WebSocketUpgrade.accept(exchange.request());
    if (!WebSocketUpgrade.isSupportedVersion(exchange.request()) || accept == null) {
      HttpHeaders headers =
          CrossOrigin.allowAny(new DefaultHttpHeaders())
              .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
      exchange.respondText(
          HttpResponseStatus.UPGRADE_REQUIRED,
          headers,
          "WebSocket: version 13 with a Sec-WebSocket-Key of 24 characters is allowed.");
      return;
    }
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept
            + "\r\n\r\n";
    FlvViewer viewer =
        new FlvViewer(
            exchange.channel(),
            stream,
            tracks,
            framing(exchange, FlvEnvelope.WEB_SOCKET),
            FlvRoute::webSocketClose);
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowExtensions(false)
            .maxFramePayloadLength(MAX_CLIENT_FRAME_BYTES)
            .build();
    exchange.detach(
        HttpResponseStatus.SWITCHING_PROTOCOLS,
        ascii(head),
        new WebSocket13FrameDecoder(config),
        new WebSocket13FrameEncoder(false),
        viewer);
    viewer.start();
  }

  /** Close, status 1000 (normal closure). */
  private static ByteBuf webSocketClose() {
    return Unpooled.copiedBuffer(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE8});
  }

  private static ByteBuf ascii(String head) {
    return Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
  }
}
