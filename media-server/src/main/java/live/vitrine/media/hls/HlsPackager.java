package live.vitrine.media.hls;

import io.netty.buffer.ByteBufAllocator;
import java.io.UncheckedIOException;
import java.time.Clock;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.codec.CodecException;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.hub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts one stream into segments.
 *
 * <ul>
 *   <li>With pictures a segment begins at a key frame and ends at the first one after the segment
 *       duration. One that meets no key frame is cut at the maximum duration or size and the next
 *       is then not independent.
 *   <li>Sound alone is cut by time. It counts as alone when it has waited a second and no picture
 *       configuration came, or the maximum segment duration and no key frame came.
 *   <li>A track that appears or changes ends the segment (pictures: at once; sound: at the next key
 *       frame, until which it is left out) and the next one is a discontinuity.
 * </ul>
 *
 * <p>Tracks other than the main ones, codecs other than H.264 and AAC, and damaged frames, are left
 * out and counted. A segment that cannot be stored is given up, and packaging goes on at the next
 * key frame. Runs on the stream's event loop.
 */
final class HlsPackager implements StreamObserver {
  private static final Logger LOG = LoggerFactory.getLogger(HlsPackager.class);

  /** How long sound waits for pictures to be announced. */
  private static final long AUDIO_ONLY_AFTER = 1000;

  /** How long a track that can be packed may take to show beside one that cannot. */
  private static final long UNSUPPORTED_AFTER = 1000;

  private static final long NOT_WAITING = -1;

  private final HlsShow show;
  private final HlsCounters counters;
  private final Clock clock;
  private final SegmentWriter writer;
  private final MediaPayload payload = new MediaPayload();
  private final long minDuration;
  private final long maxDuration;
  private final long maxBytes;

  private @Nullable AvcDecoderConfiguration video;
  private @Nullable AudioSpecificConfig audio;
  private boolean discontinuity;
  private boolean independent;
  private long waitingSince = NOT_WAITING;
  private long unsupportedSince = NOT_WAITING;

  /** Wall clock minus stream timeline; set anew where the timeline breaks. */
  private long wallClockOffset;

  private boolean started;
  private boolean ended;
  private boolean failureLogged;

  HlsPackager(
      HlsShow show,
      HlsSettings settings,
      SegmentStore store,
      Clock clock,
      ByteBufAllocator allocator,
      HlsCounters counters) {
    this.show = show;
    this.counters = counters;
    this.clock = clock;
    this.writer = new SegmentWriter(allocator, store);
    this.minDuration = settings.segmentDuration().toMillis() * 9 / 10;
    this.maxDuration = settings.maxSegmentDuration().toMillis();
    this.maxBytes = settings.maxSegmentBytes();
  }

  @Override
  public void onTag(FlvTag tag) {
    if (ended || tag.track() != 0) {
      return;
    }
    try {
      switch (tag.type()) {
        case VIDEO -> onVideo(tag);
        case AUDIO -> onAudio(tag);
        case SCRIPT -> {
          // Metadata has no place in a segment.
        }
      }
    } catch (CodecException _) {
      counters.damagedFrames.increment();
    } catch (UncheckedIOException e) {
      abandonSegment(e);
    }
  }

  private void onVideo(FlvTag tag) {
    if (!payload.isAvc(tag)) {
      countUnsupported(tag);
    } else if (tag.isConfiguration()) {
      configureVideo(
          AvcDecoderConfiguration.parse(tag.buffer(), payload.index(), payload.length()));
    } else if (tag.isCodedFrame() && video != null) {
      if (tag.isKeyFrame()) {
        if (writer.isOpen() && (isLongEnough(tag) || !writer.matches(video, audio))) {
          finishSegment(tag.timestamp());
        }
        startSegment(tag, video, true);
      } else if (writer.hasVideo()) {
        cutWhenOverdue(tag);
      }
      if (writer.isOpen() && writer.hasVideo()) {
        countDamaged(writer.writeVideo(tag, payload));
      }
    }
  }

  private void configureVideo(AvcDecoderConfiguration configuration) {
    if (!configuration.equals(video)) {
      video = configuration;
      noteCarried();
      if (writer.hasVideo()) {
        onDiscontinuity();
      }
    }
  }

  private void onAudio(FlvTag tag) {
    if (!payload.isAac(tag)) {
      countUnsupported(tag);
    } else if (tag.isConfiguration()) {
      audio = AudioSpecificConfig.parse(tag.buffer(), payload.index(), payload.length());
      if (audio.fitsAdts()) {
        noteCarried();
      }
    } else if (tag.isCodedFrame() && audio != null) {
      if (!audio.fitsAdts()) {
        countUnsupported(tag);
        return;
      }
      if (!writer.isOpen()) {
        startAudioOnly(tag);
      } else if (writer.hasVideo()) {
        cutWhenOverdue(tag);
      } else if (isLongEnough(tag) || !writer.matches(null, audio)) {
        finishSegment(tag.timestamp());
        startSegment(tag, null, true);
      }
      if (writer.isOpen() && writer.carries(audio)) {
        countDamaged(writer.writeAudio(tag, payload));
      }
    }
  }

  private void startAudioOnly(FlvTag tag) {
    if (waitingSince == NOT_WAITING) {
      waitingSince = tag.timestamp();
    }
    long limit = video == null ? AUDIO_ONLY_AFTER : maxDuration;
    if (tag.timestamp() - waitingSince >= limit) {
      startSegment(tag, null, true);
    }
  }

  private boolean isLongEnough(FlvTag tag) {
    return tag.timestamp() - writer.startTime() >= minDuration;
  }

  private void cutWhenOverdue(FlvTag tag) {
    if (writer.isOpen()
        && (tag.timestamp() - writer.startTime() >= maxDuration
            || writer.storedLength() >= maxBytes)) {
      counters.forcedCuts.increment();
      finishSegment(tag.timestamp());
      startSegment(tag, video, false);
    }
  }

  /** Begins a segment at this tag, unless one is open. */
  private void startSegment(
      FlvTag tag, @Nullable AvcDecoderConfiguration videoTrack, boolean atKeyFrame) {
    if (writer.isOpen()) {
      return;
    }
    @Nullable AudioSpecificConfig audioTrack = audio != null && audio.fitsAdts() ? audio : null;
    discontinuity |= started && !writer.matches(videoTrack, audioTrack);
    if (!started || discontinuity) {
      wallClockOffset = clock.millis() - tag.timestamp();
    }
    independent = atKeyFrame;
    waitingSince = NOT_WAITING;
    writer.start(tag.timestamp(), videoTrack, audioTrack);
    started = true;
  }

  private void finishSegment(long end) {
    if (writer.isEmpty()) {
      writer.abandon();
      return;
    }
    long start = writer.startTime();
    SegmentFile file = writer.takeFinished();
    counters.segments.increment();
    show.takeSegment(
        start, Math.max(1, end - start), wallClockOffset + start, discontinuity, independent, file);
    discontinuity = false;
  }

  private void abandonSegment(UncheckedIOException failure) {
    counters.storeFailures.increment();
    if (!failureLogged) {
      failureLogged = true;
      LOG.warn(
          "HLS of {}: segments are lost, files cannot be written: {}", show, failure.getMessage());
    }
    writer.abandon();
    discontinuity |= started;
  }

  @Override
  public void onDiscontinuity() {
    finishOpenSegment();
    discontinuity |= started;
  }

  @Override
  public void onTakeover() {
    onDiscontinuity();
    video = null;
    audio = null;
    waitingSince = NOT_WAITING;
    noteCarried();
  }

  @Override
  public void onEnd() {
    if (!ended) {
      finishOpenSegment();
      ended = true;
      writer.release();
      show.end();
    }
  }

  private void finishOpenSegment() {
    if (writer.isOpen()) {
      try {
        finishSegment(writer.endTime());
      } catch (UncheckedIOException e) {
        abandonSegment(e);
      }
    }
  }

  private void countDamaged(boolean written) {
    if (!written) {
      counters.damagedFrames.increment();
    }
  }

  private void countUnsupported(FlvTag tag) {
    if (tag.isCodedFrame() || tag.isConfiguration()) {
      counters.unsupportedFrames.increment();
    }
    if (tag.isCodedFrame() && video == null && (audio == null || !audio.fitsAdts())) {
      if (unsupportedSince == NOT_WAITING) {
        unsupportedSince = tag.timestamp();
      } else if (tag.timestamp() - unsupportedSince >= UNSUPPORTED_AFTER) {
        show.cannotCarry(MediaPayload.codecName(tag));
      }
    }
  }

  private void noteCarried() {
    unsupportedSince = NOT_WAITING;
    show.cannotCarry(null);
  }
}
