package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import org.jspecify.annotations.Nullable;

/**
 * Writes one segment after the other: the muxer, the file that its packets go to, and how far the
 * media in it reaches. Owns the open file and the muxer's memory until {@link #release}. Methods
 * that write throw {@link UncheckedIOException}; {@link #abandon} is the answer to that. Runs on
 * the stream's event loop.
 */
final class SegmentWriter {
  /** A frame that nothing follows is taken to last as long as the one before, but never longer. */
  private static final long MAX_FRAME_DURATION = 1000;

  private final TransportStreamMuxer muxer;
  private final SegmentStore store;

  private @Nullable SegmentFile file;
  private long start;
  private boolean empty;
  private long lastFrame;
  private long lastFrameDuration = 1;

  SegmentWriter(ByteBufAllocator allocator, SegmentStore store) {
    this.muxer = new TransportStreamMuxer(allocator, this::store);
    this.store = store;
  }

  private void store(ByteBuf packets) {
    if (file != null) {
      file.write(packets);
    }
  }

  boolean isOpen() {
    return file != null;
  }

  /** Whether a segment of exactly these tracks would continue the one before. */
  boolean matches(@Nullable AvcDecoderConfiguration video, @Nullable AudioSpecificConfig audio) {
    return muxer.matches(video, audio);
  }

  boolean hasVideo() {
    return muxer.hasVideo();
  }

  boolean carries(AudioSpecificConfig audio) {
    return muxer.carries(audio);
  }

  /** Begins a segment at a time on the stream's timeline, milliseconds. */
  void start(
      long timestamp,
      @Nullable AvcDecoderConfiguration video,
      @Nullable AudioSpecificConfig audio) {
    try {
      file = store.create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start = timestamp;
    lastFrame = timestamp;
    empty = true;
    muxer.startSegment(video, audio);
  }

  /** False when the access unit is damaged and was left out. */
  boolean writeVideo(FlvTag tag, MediaPayload payload) {
    boolean written = muxer.writeVideo(tag, payload);
    if (written) {
      noteFrame(tag.timestamp());
    }
    return written;
  }

  /** False when the frame is damaged and was left out. */
  boolean writeAudio(FlvTag tag, MediaPayload payload) {
    boolean written = muxer.writeAudio(tag, payload);
    if (written && !muxer.hasVideo()) {
      noteFrame(tag.timestamp());
    }
    return written;
  }

  private void noteFrame(long timestamp) {
    if (timestamp > lastFrame) {
      lastFrameDuration = Math.min(timestamp - lastFrame, MAX_FRAME_DURATION);
      lastFrame = timestamp;
    }
    empty = false;
  }

  /** Where the open segment begins. */
  long startTime() {
    return start;
  }

  /** Where the open segment ends if nothing follows. */
  long endTime() {
    return lastFrame + lastFrameDuration;
  }

  /** Whether the open segment has no frame of the track that it is timed by. */
  boolean isEmpty() {
    return empty;
  }

  /** Bytes of the open segment that were handed to its file. */
  long storedLength() {
    return file == null ? 0 : file.length();
  }

  /** Completes the open segment; the caller owns the reference to its file. */
  SegmentFile takeFinished() {
    muxer.finishSegment();
    SegmentFile finished = file;
    file = null;
    if (finished == null) {
      throw new IllegalStateException("no segment is open");
    }
    return finished;
  }

  /** Lets go of the open segment, if there is one. */
  void abandon() {
    if (file != null) {
      muxer.abandonSegment();
      file.release();
      file = null;
    }
  }

  void release() {
    abandon();
    muxer.release();
  }
}
