package live.vitrine.media.hls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.flv.TagType;

/** Many inputs a second, few checks: {@link HlsPackagerFuzzTest} has it the other way round. */
class TransportStreamMuxerFuzzTest {
  private static final AvcDecoderConfiguration AVC = avc(4);
  private static final AvcDecoderConfiguration AVC_SHORT_LENGTHS = avc(1);
  private static final AudioSpecificConfig AAC = aac();

  /** The first byte chooses the length of NAL lengths and the time, the second the tag's type. */
  @FuzzTest(maxDuration = "1m")
  void packsAnyPayload(byte[] input) {
    if (input.length < 2) {
      return;
    }
    var muxer =
        new TransportStreamMuxer(ByteBufAllocator.DEFAULT, TransportStreamMuxerFuzzTest::check);
    boolean audio = (input[1] & 1) != 0;
    FlvTag tag =
        TestTags.tag(
            audio ? TagType.AUDIO : TagType.VIDEO,
            (input[0] & 0xF0L) << 28,
            Arrays.copyOfRange(input, 2, input.length));
    try {
      muxer.startSegment((input[0] & 1) == 0 ? AVC : AVC_SHORT_LENGTHS, AAC);
      write(muxer, tag);
      write(muxer, tag);
      muxer.finishSegment();
    } finally {
      tag.release();
      muxer.release();
    }
  }

  private static void write(TransportStreamMuxer muxer, FlvTag tag) {
    MediaPayload payload = new MediaPayload();
    if (tag.type() == TagType.AUDIO && payload.isAac(tag)) {
      var _ = muxer.writeAudio(tag, payload);
    } else if (tag.type() == TagType.VIDEO && payload.isAvc(tag)) {
      var _ = muxer.writeVideo(tag, payload);
    }
  }

  private static void check(ByteBuf packets) {
    int length = packets.readableBytes();
    if (length % 188 != 0) {
      throw new AssertionError(length + " bytes are no whole number of packets");
    }
    for (int at = packets.readerIndex(); at < packets.writerIndex(); at += 188) {
      if (packets.getByte(at) != 0x47) {
        throw new AssertionError("no sync byte at " + at);
      }
    }
  }

  private static AvcDecoderConfiguration avc(int lengthSize) {
    byte[] bytes = TestTags.hex(TestTags.AVC_CONFIGURATION);
    bytes[4] = (byte) (0xFC | (lengthSize - 1));
    return AvcDecoderConfiguration.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
  }

  private static AudioSpecificConfig aac() {
    byte[] bytes = TestTags.hex(TestTags.AAC_CONFIGURATION);
    return AudioSpecificConfig.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
  }
}
