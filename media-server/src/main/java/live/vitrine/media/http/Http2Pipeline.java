package live.vitrine.media.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.AsciiString;
import java.util.Set;

/** Sets up a connection of HTTP/2, within limits that are meant for strangers. */
final class Http2Pipeline {
  /** Requests at the same time on one connection. A browser that plays has less than ten. */
  static final int MAX_CONCURRENT_STREAMS = 100;

  /** Bytes of a request's body that may be under way on one stream: bodies are small JSON. */
  static final int INITIAL_WINDOW = 64 * 1024 - 1;

  /** Bytes of a frame: the least that RFC 9113 section 6.5.2 allows to announce. */
  static final int MAX_FRAME_SIZE = 16 * 1024;

  /** Bytes of the table for compressed request headers. */
  static final int HEADER_TABLE_SIZE = 4 * 1024;

  /** Streams that a client may reset in {@link #RESET_WINDOW_SECONDS} (CVE-2023-44487). */
  static final int MAX_RESETS = 200;

  /** Streams that a client may make us reset in the same time (CVE-2025-8671). */
  static final int MAX_PROVOKED_RESETS = 200;

  static final int RESET_WINDOW_SECONDS = 10;

  /** DATA frames without data one after the other (CVE-2019-9518). */
  static final int MAX_EMPTY_FRAMES = 4;

  /** Nearly empty CONTINUATION frames in one header (CVE-2024-27316). */
  static final int MAX_SMALL_CONTINUATIONS = 4;

  /** Answers to PING and SETTINGS, and resets, that wait for a client who does not read. */
  static final int MAX_QUEUED_CONTROL_FRAMES = 1_000;

  /** How long streams that are open may take when the connection is to end. */
  private static final long GOODBYE_MILLIS = 1_000;

  /**
   * Response headers with many values. They stay out of the table of compressed headers, whose size
   * the client chooses: what is in it is bounded by the number of different headers then.
   */
  private static final Set<AsciiString> VARYING =
      Set.of(
          HttpHeaderNames.CONTENT_LENGTH,
          HttpHeaderNames.CONTENT_RANGE,
          HttpHeaderNames.ETAG,
          HttpHeaderNames.LAST_MODIFIED,
          HttpHeaderNames.LOCATION);

  private Http2Pipeline() {}

  static void setUp(ChannelPipeline pipeline, HttpPort port, long acceptedNanos) {
    Http2FrameCodec codec = codec(port.limits());
    FrameGuard guard = new FrameGuard(port.counters());
    CopyBudget copyBudget = new CopyBudget();
    OpenFiles openFiles = new OpenFiles();
    ChannelInitializer<Channel> stream =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            Http2ResponseEncoder encoder = new Http2ResponseEncoder();
            StreamWindow window = new StreamWindow(codec.connection(), channel);
            channel
                .pipeline()
                .addLast(encoder, new HttpStream(port, encoder, window, copyBudget, openFiles));
          }
        };
    pipeline.addLast(
        guard,
        codec,
        new Http2MultiplexHandler(stream),
        new StreamsConnection(port, guard, codec.connection(), acceptedNanos));
  }

  private static Http2FrameCodec codec(HttpLimits limits) {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(
            new Http2Settings()
                .maxConcurrentStreams(MAX_CONCURRENT_STREAMS)
                .initialWindowSize(INITIAL_WINDOW)
                .maxFrameSize(MAX_FRAME_SIZE)
                .headerTableSize(HEADER_TABLE_SIZE)
                .maxHeaderListSize(limits.maxHeader()))
        .validateHeaders(true)
        .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
        .encoderEnforceMaxRstFramesPerWindow(MAX_PROVOKED_RESETS, RESET_WINDOW_SECONDS)
        .decoderEnforceMaxConsecutiveEmptyDataFrames(MAX_EMPTY_FRAMES)
        .decoderEnforceMaxSmallContinuationFrames(MAX_SMALL_CONTINUATIONS)
        .encoderEnforceMaxQueuedControlFrames(MAX_QUEUED_CONTROL_FRAMES)
        .headerSensitivityDetector((name, value) -> VARYING.contains(AsciiString.of(name)))
        .gracefulShutdownTimeoutMillis(GOODBYE_MILLIS)
        .build();
  }
}
