package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;

/**
 * Writes AAC frames behind ADTS headers (ISO/IEC 14496-3 section 1.A.2.2), several to a PES packet:
 * small frames on their own would spend more on packets than on sound. Frames wait for at most
 * {@link #MAX_UNIT_MILLISECONDS} of sound and never beyond the end of a segment.
 *
 * <pre>
 *  syncword 12 | ID 0, layer 00, no CRC 1 | profile 2, rate index 4, private 1, channels 3
 *  original, home, copyright 4 | frame length 13 | fullness 11 = 0x7FF | frames 2 = 0
 * </pre>
 *
 * <p>Owns its waiting frames until {@link #release}.
 */
final class AudioPacketizer {
  static final int MAX_UNIT_MILLISECONDS = 100;

  private static final int ADTS_LENGTH = 7;
  private static final int MAX_ADTS_FRAME = (1 << 13) - 1;
  private static final int WAITING_LENGTH = 2 * (MAX_ADTS_FRAME + 1);
  private static final int MAX_PES_HEADER = 14;

  private final TransportPacketWriter out;
  private final ProgramClock programClock;
  private final ByteBuf waiting;
  private final ByteBuf header = Unpooled.wrappedBuffer(new byte[MAX_PES_HEADER]);

  private boolean ownsClock;
  private long adtsTemplate;
  private AudioClock clock = new AudioClock(1, 1);
  private long firstTime;
  private int waitingFrames;

  AudioPacketizer(
      ByteBufAllocator allocator, TransportPacketWriter out, ProgramClock programClock) {
    this.out = out;
    this.programClock = programClock;
    this.waiting = allocator.directBuffer(WAITING_LENGTH, WAITING_LENGTH);
  }

  /**
   * @param configuration one that {@link AudioSpecificConfig#fitsAdts}
   * @param audioOnly whether the program's clock is sent with sound
   */
  void configure(AudioSpecificConfig configuration, boolean audioOnly) {
    discard();
    ownsClock = audioOnly;
    clock = new AudioClock(configuration.coreSampleRate(), configuration.samplesPerFrame());
    adtsTemplate =
        0xFFF1_0000_001F_FCL
            | (configuration.objectType() - 1L) << 38
            | (long) configuration.coreSampleRateIndex() << 34
            | (long) configuration.channelConfiguration() << 30;
  }

  /**
   * Takes in one frame.
   *
   * @param tag borrowed; its frame is copied
   * @return false for a frame that is empty or too long for ADTS: then nothing was written
   */
  boolean write(FlvTag tag, MediaPayload payload) {
    int length = ADTS_LENGTH + payload.length();
    if (payload.length() == 0 || length > MAX_ADTS_FRAME) {
      return false;
    }
    if (waitingFrames > 0
        && (!clock.continuesAt(tag.timestamp())
            || !waiting.isWritable(length)
            || clock.duration(waitingFrames + 1L)
                > MAX_UNIT_MILLISECONDS * MediaClock.TICKS_PER_MILLISECOND)) {
      flush();
    }
    long time = clock.next(tag.timestamp());
    if (waitingFrames == 0) {
      firstTime = time;
    }
    long adts = adtsTemplate | (long) length << 13;
    waiting.writeInt((int) (adts >>> 24)).writeMedium((int) adts & 0xFFFFFF);
    waiting.writeBytes(tag.buffer(), payload.index(), payload.length());
    waitingFrames++;
    return true;
  }

  /** Writes the frames that wait. */
  void flush() {
    if (waitingFrames == 0) {
      return;
    }
    long pcr = TransportPacketWriter.NO_PCR;
    if (ownsClock) {
      pcr = programClock.reference(firstTime);
    } else {
      programClock.advanceTo(firstTime);
    }
    int length = waiting.readableBytes();
    header.clear();
    PesHeader.write(header, PesHeader.STREAM_ID_AUDIO, length, firstTime, firstTime);
    out.beginUnit(Track.AUDIO, header.readableBytes() + length, true, pcr);
    out.write(header, 0, header.readableBytes());
    out.write(waiting, 0, length);
    discard();
  }

  void discard() {
    waiting.clear();
    waitingFrames = 0;
  }

  void release() {
    waiting.release();
  }
}
