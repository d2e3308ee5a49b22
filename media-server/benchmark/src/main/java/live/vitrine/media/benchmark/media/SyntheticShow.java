package live.vitrine.media.benchmark.media;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The show that everything is measured with: 1,000 kbit/s where nothing else is said, 25 pictures
 * and 43 AAC frames a second, a key frame every two seconds that is four times as large as the
 * pictures between.
 *
 * <p>Frames are made once and reused with another stamp; used by the thread that made it.
 */
public final class SyntheticShow {
  public static final int PICTURES_PER_GROUP = 50;

  private static final int USUAL_BITS_PER_SECOND = 1_000_000;
  private static final int AUDIO_BITS_PER_SECOND = 128_000;
  private static final int KEY_FRAME_WEIGHT = 4;

  private final MediaFrame metadata;
  private final MediaFrame videoConfiguration;
  private final MediaFrame audioConfiguration;
  private final List<MediaFrame> pictures = new ArrayList<>();
  private final MediaFrame sound;

  /** Makes the frames in {@code arena}. */
  public SyntheticShow(Arena arena) {
    this(arena, USUAL_BITS_PER_SECOND);
  }

  /** The same with another rate of picture and sound together. */
  public SyntheticShow(Arena arena, int bitsPerSecond) {
    metadata = frame(arena, MediaFrame.METADATA, new byte[0], metadataBody(bitsPerSecond), -1);
    videoConfiguration =
        frame(
            arena,
            MediaFrame.VIDEO,
            new byte[] {0x17, 0, 0, 0, 0},
            H264Pictures.decoderConfiguration(),
            -1);
    audioConfiguration =
        frame(arena, MediaFrame.AUDIO, new byte[] {(byte) 0xAF, 0}, SilentAac.CONFIGURATION, -1);

    int audioBytes =
        (int)
            ((long) AUDIO_BITS_PER_SECOND
                / 8
                * SilentAac.SAMPLES_PER_FRAME
                / SilentAac.SAMPLE_RATE);
    byte[] audioHeader = {(byte) 0xAF, 1};
    sound =
        frame(
            arena,
            MediaFrame.AUDIO,
            audioHeader,
            SilentAac.frame(audioBytes - audioHeader.length),
            audioHeader.length + SilentAac.STAMP_OFFSET);

    int groupBytes =
        (bitsPerSecond - AUDIO_BITS_PER_SECOND)
            / 8
            * PICTURES_PER_GROUP
            / H264Pictures.PICTURES_PER_SECOND;
    int interBytes = groupBytes / (PICTURES_PER_GROUP - 1 + KEY_FRAME_WEIGHT);
    for (int position = 0; position < PICTURES_PER_GROUP; position++) {
      boolean key = position == 0;
      byte[] header = {(byte) (key ? 0x17 : 0x27), 1, 0, 0, 0};
      int size = key ? KEY_FRAME_WEIGHT * interBytes : interBytes;
      pictures.add(
          frame(
              arena,
              MediaFrame.VIDEO,
              header,
              H264Pictures.picture(position, size - header.length),
              header.length + H264Pictures.STAMP_OFFSET));
    }
  }

  /** {@code onMetaData} as an FLV script tag has it. */
  public MediaFrame metadata() {
    return metadata;
  }

  public MediaFrame videoConfiguration() {
    return videoConfiguration;
  }

  public MediaFrame audioConfiguration() {
    return audioConfiguration;
  }

  /** Picture {@code number} of the show; every fiftieth is a key frame. */
  public MediaFrame picture(long number) {
    return pictures.get((int) (number % PICTURES_PER_GROUP));
  }

  /** Whether {@link #picture} {@code number} is a key frame. */
  public static boolean isKeyFrame(long number) {
    return number % PICTURES_PER_GROUP == 0;
  }

  public MediaFrame sound() {
    return sound;
  }

  private static byte[] metadataBody(int bitsPerSecond) {
    return new Amf0Writer()
        .string("onMetaData")
        .startEcmaArray(8)
        .key("width")
        .number(H264Pictures.WIDTH)
        .key("height")
        .number(H264Pictures.HEIGHT)
        .key("framerate")
        .number(H264Pictures.PICTURES_PER_SECOND)
        .key("videocodecid")
        .number(7)
        .key("videodatarate")
        .number((bitsPerSecond - AUDIO_BITS_PER_SECOND) / 1000.0)
        .key("audiocodecid")
        .number(10)
        .key("audiodatarate")
        .number(AUDIO_BITS_PER_SECOND / 1000.0)
        .key("audiosamplerate")
        .number(SilentAac.SAMPLE_RATE)
        .endObject()
        .toByteArray();
  }

  private static MediaFrame frame(
      Arena arena, int type, byte[] header, byte[] payload, int stampOffset) {
    byte[] body =
        ByteBuffer.allocate(header.length + payload.length).put(header).put(payload).array();
    MemorySegment memory = arena.allocate(body.length);
    memory.copyFrom(MemorySegment.ofArray(body));
    return new MediaFrame(type, memory, stampOffset);
  }
}
