package live.vitrine.media.benchmark.viewer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import live.vitrine.media.benchmark.media.FrameStamp;
import live.vitrine.media.benchmark.media.MediaFrame;

/**
 * Checks an FLV stream (annex E) tag by tag: sizes, types, time stamps in order, every picture and
 * sound there exactly once. Looks at headers and stamps only and skips the rest, so that one core
 * can check thousands of streams.
 *
 * <p>Allocates nothing after construction; belongs to one thread.
 */
final class FlvChecker implements ByteSink {
  private static final int FILE_HEADER_BYTES = 9 + Integer.BYTES;
  private static final int TAG_HEADER_BYTES = 11;
  private static final int VIDEO_STAMP_OFFSET = 5 + 4 + 3;
  private static final int AUDIO_STAMP_OFFSET = 2 + 3;
  private static final int MAX_TAG_BYTES = 4 << 20;
  private static final int FLV_SIGNATURE_AND_VERSION = 0x464C5601;
  private static final int CODED_FRAMES = 1;
  private static final int KEY_FRAME = 1;

  /** Native memory that {@link FlvChecker} needs for the bytes of a structure cut in two. */
  static final int SCRATCH_BYTES = 64;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private enum Part {
    FILE_HEADER,
    TAG_HEADER,
    BODY_START,
    BODY_REST,
    PREVIOUS_TAG_SIZE
  }

  private final MemorySegment scratch;
  private ViewerFigures figures;
  private long requestNanos;
  private long readNanos;

  private Part part = Part.FILE_HEADER;
  private int wanted = FILE_HEADER_BYTES;
  private int collected;

  private int type;
  private int size;
  private int timestamp;
  private long bodyLeft;
  private boolean keyFrame;
  private boolean joined;

  private long nextPicture = -1;
  private long nextSound = -1;
  private int lastVideoTimestamp;
  private int lastAudioTimestamp;

  /**
   * @param scratch {@link #SCRATCH_BYTES} of native memory of its own
   * @param figures where everything is counted
   */
  FlvChecker(MemorySegment scratch, ViewerFigures figures) {
    this.scratch = scratch;
    this.figures = figures;
  }

  /** Counts from now on elsewhere. */
  void countIn(ViewerFigures others) {
    figures = others;
  }

  /** Says when the request went out: frames sent before it are history and have no latency. */
  void requestedAt(long nanos) {
    requestNanos = nanos;
  }

  /** Says when the bytes that follow were read. */
  void readAt(long nanos) {
    readNanos = nanos;
  }

  /** Whether a whole key frame has come. */
  boolean hasJoined() {
    return joined;
  }

  @Override
  public void accept(MemorySegment data, long from, long to) {
    long at = from;
    while (at < to) {
      if (part == Part.BODY_REST) {
        long skipped = Math.min(bodyLeft, to - at);
        at += skipped;
        bodyLeft -= skipped;
        if (bodyLeft == 0) {
          expect(Part.PREVIOUS_TAG_SIZE, Integer.BYTES);
        }
      } else if (collected == 0 && to - at >= wanted) {
        long start = at;
        at += wanted;
        parse(data, start);
      } else {
        long taken = Math.min(wanted - collected, to - at);
        MemorySegment.copy(data, at, scratch, collected, taken);
        at += taken;
        collected += (int) taken;
        if (collected == wanted) {
          collected = 0;
          parse(scratch, 0);
        }
      }
    }
  }

  private void parse(MemorySegment data, long at) {
    switch (part) {
      case FILE_HEADER -> fileHeader(data, at);
      case TAG_HEADER -> tagHeader(data, at);
      case BODY_START -> bodyStart(data, at);
      case PREVIOUS_TAG_SIZE -> previousTagSize(data, at);
      case BODY_REST -> throw new IllegalStateException("the rest of a body is skipped");
    }
  }

  private void expect(Part next, int bytes) {
    part = next;
    wanted = bytes;
  }

  private void fileHeader(MemorySegment data, long at) {
    boolean right =
        data.get(INT, at) == FLV_SIGNATURE_AND_VERSION
            && (data.get(BYTE, at + 4) & ~5) == 0
            && data.get(INT, at + 5) == 9
            && data.get(INT, at + 9) == 0;
    if (!right) {
      throw new StreamFaultException(
          StreamFault.FLV_HEADER, "starts with 0x" + Integer.toHexString(data.get(INT, at)));
    }
    expect(Part.TAG_HEADER, TAG_HEADER_BYTES);
  }

  private void tagHeader(MemorySegment data, long at) {
    int first = data.get(INT, at);
    int time = data.get(INT, at + 4);
    type = first >>> 24;
    size = first & 0xFFFFFF;
    timestamp = time << 24 | time >>> 8;
    if (type != MediaFrame.AUDIO && type != MediaFrame.VIDEO && type != MediaFrame.METADATA) {
      throw new StreamFaultException(StreamFault.TAG_TYPE, "type " + type);
    }
    boolean streamId =
        data.get(BYTE, at + 8) == 0 && data.get(BYTE, at + 9) == 0 && data.get(BYTE, at + 10) == 0;
    if (size == 0 || size > MAX_TAG_BYTES || !streamId) {
      throw new StreamFaultException(StreamFault.TAG_SIZE, size + " bytes");
    }
    int looked =
        switch (type) {
          case MediaFrame.VIDEO -> VIDEO_STAMP_OFFSET + FrameStamp.BYTES;
          case MediaFrame.AUDIO -> AUDIO_STAMP_OFFSET + FrameStamp.BYTES;
          default -> 1;
        };
    expect(Part.BODY_START, Math.min(size, looked));
  }

  private void bodyStart(MemorySegment data, long at) {
    keyFrame = false;
    if (type != MediaFrame.METADATA && wanted > 1 && data.get(BYTE, at + 1) == CODED_FRAMES) {
      if (type == MediaFrame.VIDEO) {
        picture(data, at);
      } else {
        sound(data, at);
      }
    }
    bodyLeft = (long) size - wanted;
    if (bodyLeft == 0) {
      expect(Part.PREVIOUS_TAG_SIZE, Integer.BYTES);
    } else {
      part = Part.BODY_REST;
    }
  }

  private void picture(MemorySegment data, long at) {
    long number = number(data, at, VIDEO_STAMP_OFFSET, nextPicture, lastVideoTimestamp);
    keyFrame = (data.get(BYTE, at) >>> 4 & 0xF) == KEY_FRAME;
    if (nextPicture < 0) {
      if (!keyFrame) {
        throw new StreamFaultException(
            StreamFault.FIRST_PICTURE_IS_NO_KEY_FRAME, "picture " + number);
      }
    } else {
      figures.lostPictures += number - nextPicture;
    }
    nextPicture = number + 1;
    lastVideoTimestamp = timestamp;
    figures.pictures++;
    long sent = FrameStamp.nanos(data, at + VIDEO_STAMP_OFFSET);
    if (sent >= requestNanos) {
      figures.latency.record(readNanos - sent);
    }
  }

  private void sound(MemorySegment data, long at) {
    long number = number(data, at, AUDIO_STAMP_OFFSET, nextSound, lastAudioTimestamp);
    if (nextSound >= 0) {
      figures.lostSounds += number - nextSound;
    }
    nextSound = number + 1;
    lastAudioTimestamp = timestamp;
    figures.sounds++;
  }

  private long number(MemorySegment data, long at, int stampOffset, long next, int lastTimestamp) {
    if (wanted != stampOffset + FrameStamp.BYTES || !FrameStamp.isAt(data, at + stampOffset)) {
      throw new StreamFaultException(StreamFault.STAMP_MISSING, "type " + type);
    }
    long number = FrameStamp.number(data, at + stampOffset);
    if (number < next) {
      throw new StreamFaultException(
          StreamFault.FRAME_REPEATED, number + " after " + (next - 1) + ", type " + type);
    }
    if (next >= 0 && timestamp < lastTimestamp) {
      throw new StreamFaultException(
          StreamFault.TIMESTAMP_BACKWARDS, timestamp + " after " + lastTimestamp);
    }
    return number;
  }

  private void previousTagSize(MemorySegment data, long at) {
    int value = data.get(INT, at);
    if (value != TAG_HEADER_BYTES + size) {
      throw new StreamFaultException(
          StreamFault.PREVIOUS_TAG_SIZE, value + " behind a tag of " + (TAG_HEADER_BYTES + size));
    }
    figures.tags++;
    if (keyFrame && !joined) {
      joined = true;
      figures.join.record(readNanos - requestNanos);
    }
    expect(Part.TAG_HEADER, TAG_HEADER_BYTES);
  }
}
