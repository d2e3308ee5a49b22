package live.vitrine.media.mp4;

import live.vitrine.media.codec.Ac3SpecificConfig;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.Av1CodecConfiguration;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.codec.Eac3SpecificConfig;
import live.vitrine.media.codec.FlacStreamInfo;
import live.vitrine.media.codec.HevcDecoderConfiguration;
import live.vitrine.media.codec.Mp3Header;
import live.vitrine.media.codec.OpusIdentification;
import live.vitrine.media.codec.Vp9CodecConfiguration;

/**
 * How a track's samples are coded (ISO/IEC 14496-12 section 8.5.2): the four characters of the
 * entry, and the box in it that holds the decoder's configuration.
 */
record SampleEntry(String format, String configurationBox, CodecConfiguration configuration) {
  private static final int MAX_DIMENSION = 0xFFFF;
  private static final int RESOLUTION_72_DPI = 0x0048_0000;
  private static final int DEPTH_COLOUR = 0x18;
  private static final int SAMPLE_SIZE = 16;

  static SampleEntry of(CodecConfiguration configuration) {
    return switch (configuration) {
      case AvcDecoderConfiguration _ -> new SampleEntry("avc1", "avcC", configuration);
      case HevcDecoderConfiguration _ -> new SampleEntry("hvc1", "hvcC", configuration);
      case Av1CodecConfiguration _ -> new SampleEntry("av01", "av1C", configuration);
      case Vp9CodecConfiguration _ -> new SampleEntry("vp09", "vpcC", configuration);
      case AudioSpecificConfig _ -> new SampleEntry("mp4a", "esds", configuration);
      case Mp3Header _ -> new SampleEntry("mp4a", "esds", configuration);
      case OpusIdentification _ -> new SampleEntry("Opus", "dOps", configuration);
      case FlacStreamInfo _ -> new SampleEntry("fLaC", "dfLa", configuration);
      case Ac3SpecificConfig _ -> new SampleEntry("ac-3", "dac3", configuration);
      case Eac3SpecificConfig _ -> new SampleEntry("ec-3", "dec3", configuration);
    };
  }

  /** Pixels; 0 for sound. */
  int width() {
    return configuration instanceof CodecConfiguration.Video video
        ? Math.min(video.width(), MAX_DIMENSION)
        : 0;
  }

  /** Pixels; 0 for sound. */
  int height() {
    return configuration instanceof CodecConfiguration.Video video
        ? Math.min(video.height(), MAX_DIMENSION)
        : 0;
  }

  void writeTo(BoxWriter out) {
    out.open(format);
    out.zeros(6);
    out.u16(1); // data reference: this file
    switch (configuration) {
      case CodecConfiguration.Video _ -> writeVisual(out);
      case CodecConfiguration.Audio audio -> writeAudio(out, audio);
    }
    if (configurationBox.equals("esds")) {
      ElementaryStreamDescriptor.write(out, configuration);
    } else {
      out.open(configurationBox);
      out.bytes(configuration.configurationBytes());
      out.close();
    }
    out.close();
  }

  /** Section 12.1.3. */
  private void writeVisual(BoxWriter out) {
    out.zeros(16);
    out.u16(width());
    out.u16(height());
    out.u32(RESOLUTION_72_DPI);
    out.u32(RESOLUTION_72_DPI);
    out.zeros(4);
    out.u16(1); // frames in a sample
    out.zeros(32); // compressor name
    out.u16(DEPTH_COLOUR);
    out.u16(0xFFFF);
  }

  /** Section 12.2.3. */
  private static void writeAudio(BoxWriter out, CodecConfiguration.Audio audio) {
    out.zeros(8);
    out.u16(audio.channels() == 0 ? 2 : audio.channels());
    out.u16(SAMPLE_SIZE);
    out.zeros(4);
    int rate = audio.sampleRate();
    while (rate > 0xFFFF) {
      // The field has 16 bits; a rate beyond is divided (FLAC in ISOBMFF, section 3.3.1).
      rate /= 2;
    }
    out.u32(rate << 16);
  }
}
