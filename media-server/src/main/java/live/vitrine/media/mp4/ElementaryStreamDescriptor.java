package live.vitrine.media.mp4;

import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.CodecConfiguration;

/** The "esds" box of MPEG audio (ISO/IEC 14496-14 section 6.7.2, 14496-1 section 7.2.6). */
final class ElementaryStreamDescriptor {
  private static final int ES_TAG = 3;
  private static final int DECODER_CONFIGURATION_TAG = 4;
  private static final int DECODER_SPECIFIC_TAG = 5;
  private static final int SYNC_LAYER_TAG = 6;
  private static final int MPEG4_AUDIO = 0x40;
  private static final int MPEG1_AUDIO = 0x6B;

  /** Stream type 5 (audio), not upstream, and a reserved bit that is set. */
  private static final int AUDIO_STREAM = 5 << 2 | 1;

  /** Tag, and a length in four bytes of seven bits. */
  private static final int HEADER_LENGTH = 5;

  private static final int DECODER_CONFIGURATION_LENGTH = 13;

  private ElementaryStreamDescriptor() {}

  static void write(BoxWriter out, CodecConfiguration configuration) {
    byte[] specific = configuration.configurationBytes();
    int specificLength = specific.length == 0 ? 0 : HEADER_LENGTH + specific.length;
    int decoderLength = DECODER_CONFIGURATION_LENGTH + specificLength;
    out.openFull("esds", 0, 0);
    header(out, ES_TAG, 3 + HEADER_LENGTH + decoderLength + HEADER_LENGTH + 1);
    out.u16(0); // ES_ID
    out.u8(0);
    header(out, DECODER_CONFIGURATION_TAG, decoderLength);
    out.u8(configuration instanceof AudioSpecificConfig ? MPEG4_AUDIO : MPEG1_AUDIO);
    out.u8(AUDIO_STREAM);
    out.zeros(3 + 4 + 4); // buffer size and bit rates: not known
    if (specific.length > 0) {
      header(out, DECODER_SPECIFIC_TAG, specific.length);
      out.bytes(specific);
    }
    header(out, SYNC_LAYER_TAG, 1);
    out.u8(2); // "MP4 file", the only value allowed
    out.close();
  }

  private static void header(BoxWriter out, int tag, int length) {
    out.u8(tag);
    out.u32(
        0x8080_8000
            | (length >> 21 & 0x7F) << 24
            | (length >> 14 & 0x7F) << 16
            | (length >> 7 & 0x7F) << 8
            | (length & 0x7F));
  }
}
