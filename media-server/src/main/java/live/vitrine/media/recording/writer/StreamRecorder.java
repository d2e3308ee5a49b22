package live.vitrine.media.recording.writer;

import io.netty.buffer.ByteBufAllocator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one stream and records it while it is told to. It knows the configuration of every track,
 * so that recording can begin at any time. Runs on the stream's event loop.
 */
public final class StreamRecorder implements StreamObserver {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRecorder.class);

  /** Names of recordings are not to be guessed. */
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A sequence header with what it says, where that is understood; the tag is retained. */
  private record Configured(Optional<CodecConfiguration> configuration, FlvTag tag) {}

  private final LiveStream stream;
  private final RecordingEnvironment environment;
  private final ByteBufAllocator allocator;
  private final Clock clock;
  private final Runnable onEnd;
  private final MediaPayload payload = new MediaPayload();
  private final Map<TrackKey, Configured> configurations = new LinkedHashMap<>();
  private @Nullable ActiveRecording active;
  private boolean ended;

  /**
   * @param onEnd told that the stream is over
   */
  public StreamRecorder(
      LiveStream stream,
      RecordingEnvironment environment,
      ByteBufAllocator allocator,
      Clock clock,
      Runnable onEnd) {
    this.stream = stream;
    this.environment = environment;
    this.allocator = allocator;
    this.clock = clock;
    this.onEnd = onEnd;
  }

  /**
   * Begins to record, unless that happens already.
   *
   * @return the recording; empty when the stream is over
   */
  public Optional<RecordingId> start(Set<MediaFormat> formats) {
    if (ended) {
      return Optional.empty();
    }
    dropFailed();
    if (active == null) {
      RecordingId id = RecordingId.create(clock.instant(), RANDOM);
      Recording recording = Recording.begun(id, stream.id(), clock.instant());
      environment.library().put(recording);
      RecordingWriter writer = RecordingWriter.start(environment, recording);
      ActiveRecording begun = new ActiveRecording(allocator, clock, writer, formats);
      configurations.forEach(
          (key, known) -> begun.onConfiguration(key, known.configuration(), known.tag()));
      active = begun;
    }
    return Optional.of(active.id());
  }

  /** Ends the recording, if there is one; the stream goes on. */
  public Optional<RecordingId> stop() {
    dropFailed();
    ActiveRecording ending = active;
    active = null;
    if (ending == null) {
      return Optional.empty();
    }
    ending.end();
    return Optional.of(ending.id());
  }

  /** The recording that the stream feeds now. */
  public Optional<RecordingId> current() {
    dropFailed();
    return Optional.ofNullable(active).map(ActiveRecording::id);
  }

  private void dropFailed() {
    if (active != null && active.isFailed()) {
      active.end();
      active = null;
    }
  }

  @Override
  public void onTag(FlvTag tag) {
    TrackKey key = TrackKey.of(tag);
    if (tag.isConfiguration()) {
      configure(key, tag);
    }
    dropFailed();
    if (active == null) {
      return;
    }
    if (tag.isCodedFrame()) {
      active.onFrame(key, tag, configurations);
    } else if (tag.type() == TagType.SCRIPT && !tag.isMetadata()) {
      active.onScript(tag);
    }
  }

  private void configure(TrackKey key, FlvTag tag) {
    Configured known = configurations.get(key);
    if (known != null && known.tag().hasSamePayload(tag)) {
      return;
    }
    if (known == null && configurations.size() >= Mp4Muxer.MAX_TRACKS) {
      return;
    }
    Optional<CodecConfiguration> parsed = Configurations.of(tag, payload);
    if (parsed.isEmpty() && !Configurations.isInFrames(tag, payload)) {
      LOG.warn(
          "stream {}: a track cannot be recorded in MP4, {}",
          stream.id(),
          MediaPayload.codecName(tag));
    }
    configurations.put(key, new Configured(parsed, tag.retain()));
    if (known != null) {
      known.tag().release();
    }
    if (active != null) {
      active.onConfiguration(key, parsed, tag);
    }
  }

  @Override
  public void onDiscontinuity() {
    // The stream's timeline, which the recording keeps, runs on.
  }

  @Override
  public void onReconnecting() {
    if (active != null) {
      active.flush();
    }
  }

  @Override
  public void onTakeover() {
    forgetConfigurations();
    if (active != null) {
      active.forget();
    }
  }

  private void forgetConfigurations() {
    configurations.values().forEach(known -> known.tag().release());
    configurations.clear();
  }

  @Override
  public void onEvent(TimedEvent event) {
    if (active != null) {
      active.onEvent(event);
    }
  }

  @Override
  public void onEnd() {
    ended = true;
    var _ = stop();
    forgetConfigurations();
    onEnd.run();
  }
}
