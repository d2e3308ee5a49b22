package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.codec.AvcNalUnits;
import live.vitrine.media.codec.CodecException;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import org.jspecify.annotations.Nullable;

/**
 * Writes H.264 access units as Annex B byte streams, one to a PES packet: delimiter, then at key
 * frames the parameter sets unless the unit brings its own, then its NAL units behind start codes
 * of four bytes (H.264 Annex B; ISO/IEC 13818-1 section 2.14).
 */
final class VideoPacketizer {
  private static final ByteBuf START_CODE =
      Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 1}));

  /** access_unit_delimiter with primary_pic_type 7: any kind of slice. */
  private static final ByteBuf DELIMITER =
      Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 1, 9, (byte) 0xF0}));

  private static final int START_CODE_LENGTH = 4;
  private static final int MAX_PES_HEADER = 19;

  private final TransportPacketWriter out;
  private final ProgramClock programClock;
  private final VideoClock clock = new VideoClock();
  private final AvcNalUnits units = new AvcNalUnits();
  private final ByteBuf header = Unpooled.wrappedBuffer(new byte[MAX_PES_HEADER]);

  private ByteBuf parameterSets = Unpooled.EMPTY_BUFFER;
  private int nalLengthSize = 4;

  /** Found by {@link #measure}. */
  private int unitsLength;

  private boolean bringsParameterSets;

  VideoPacketizer(TransportPacketWriter out, ProgramClock programClock) {
    this.out = out;
    this.programClock = programClock;
  }

  void configure(AvcDecoderConfiguration configuration) {
    nalLengthSize = configuration.nalLengthSize();
    ByteBuf sets = Unpooled.buffer();
    for (ByteBuf set : configuration.sequenceParameterSets()) {
      sets.writeInt(1).writeBytes(set, set.readerIndex(), set.readableBytes());
    }
    for (ByteBuf set : configuration.pictureParameterSets()) {
      sets.writeInt(1).writeBytes(set, set.readerIndex(), set.readableBytes());
    }
    parameterSets = sets;
    clock.reset();
  }

  /**
   * Writes one access unit.
   *
   * @param tag borrowed
   * @return false when its NAL units are damaged or there is none: then nothing was written
   */
  boolean write(FlvTag tag, MediaPayload payload) {
    if (!measure(tag, payload)) {
      return false;
    }
    clock.update(tag.timestamp(), payload.compositionTime());
    header.clear();
    PesHeader.write(header, PesHeader.STREAM_ID_VIDEO, 0, clock.pts(), clock.dts());
    @Nullable ByteBuf sets = tag.isKeyFrame() && !bringsParameterSets ? parameterSets : null;
    int length =
        header.readableBytes()
            + DELIMITER.readableBytes()
            + (sets == null ? 0 : sets.readableBytes())
            + unitsLength;
    out.beginUnit(Track.VIDEO, length, tag.isKeyFrame(), programClock.reference(clock.dts()));
    out.write(header, 0, header.readableBytes());
    out.write(DELIMITER, 0, DELIMITER.readableBytes());
    if (sets != null) {
      out.write(sets, 0, sets.readableBytes());
    }
    units.reset(tag.buffer(), payload.index(), payload.length(), nalLengthSize);
    while (units.next()) {
      if (units.type() != AvcNalUnits.TYPE_ACCESS_UNIT_DELIMITER) {
        out.write(START_CODE, 0, START_CODE_LENGTH);
        out.write(tag.buffer(), units.index(), units.length());
      }
    }
    return true;
  }

  private boolean measure(FlvTag tag, MediaPayload payload) {
    unitsLength = 0;
    bringsParameterSets = false;
    units.reset(tag.buffer(), payload.index(), payload.length(), nalLengthSize);
    try {
      while (units.next()) {
        if (units.type() != AvcNalUnits.TYPE_ACCESS_UNIT_DELIMITER) {
          unitsLength += START_CODE_LENGTH + units.length();
          bringsParameterSets |= units.type() == AvcNalUnits.TYPE_SEQUENCE_PARAMETER_SET;
        }
      }
    } catch (CodecException _) {
      return false;
    }
    return unitsLength > 0;
  }
}
