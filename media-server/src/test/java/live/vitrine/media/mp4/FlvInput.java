package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;

/** The frames of an FLV file, legacy or enhanced, as the recorder and HLS get them. */
final class FlvInput implements AutoCloseable {
  private static final int FILE_HEADER = 13;
  private static final int TAG_HEADER = 11;

  /** A frame with its times in the track's units. */
  record Frame(
      Mp4Track track,
      long time,
      int compositionOffset,
      int duration,
      boolean sync,
      FlvTag tag,
      int index,
      int length) {

    long presentationMillis() {
      return (time + compositionOffset) * 1000 / track.timescale();
    }
  }

  private final List<FlvTag> tags = new ArrayList<>();
  private final Map<TagType, Mp4Track> tracks = new EnumMap<>(TagType.class);
  private final List<Frame> frames = new ArrayList<>();

  static FlvInput read(Path file) throws IOException {
    FlvInput input = new FlvInput();
    input.readTags(ByteBuffer.wrap(Files.readAllBytes(file)));
    input.readConfigurations();
    input.readFrames();
    return input;
  }

  private void readTags(ByteBuffer bytes) {
    bytes.position(FILE_HEADER);
    while (bytes.remaining() > TAG_HEADER) {
      int at = bytes.position();
      int kind = bytes.get(at);
      int length = bytes.getInt(at) & 0xFFFFFF;
      int time = bytes.getInt(at + 4) >>> 8 | bytes.get(at + 7) << 24;
      if (kind != TagType.SCRIPT.id()) {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(TAG_HEADER + length + 4);
        buffer.setIndex(TAG_HEADER, TAG_HEADER);
        buffer.writeBytes(bytes.duplicate().slice(at + TAG_HEADER, length));
        TagType type = kind == TagType.AUDIO.id() ? TagType.AUDIO : TagType.VIDEO;
        tags.add(FlvTag.take(type, 0, time, buffer));
      }
      bytes.position(at + TAG_HEADER + length + 4);
    }
  }

  private void readConfigurations() {
    MediaPayload payload = new MediaPayload();
    for (FlvTag tag : tags) {
      if (!tracks.containsKey(tag.type())
          && payload.locate(tag)
          && payload.length() > 0
          && (needsNoConfiguration(payload.codec()) ? tag.isCodedFrame() : tag.isConfiguration())) {
        ByteBuf buffer = tag.buffer();
        CodecConfiguration configuration =
            CodecConfiguration.parse(
                Objects.requireNonNull(payload.codec()), buffer, payload.index(), payload.length());
        int timescale =
            configuration instanceof CodecConfiguration.Audio audio ? audio.sampleRate() : 90_000;
        tracks.put(tag.type(), new Mp4Track(tracks.size() + 1, configuration, timescale));
      }
    }
  }

  private static boolean needsNoConfiguration(@Nullable FourCc codec) {
    return codec == FourCc.AC3 || codec == FourCc.EAC3 || codec == FourCc.MP3;
  }

  private void readFrames() {
    MediaPayload payload = new MediaPayload();
    for (int i = 0; i < tags.size(); i++) {
      FlvTag tag = tags.get(i);
      Mp4Track track = tracks.get(tag.type());
      if (track == null || !tag.isCodedFrame() || !payload.locate(tag) || payload.length() == 0) {
        continue;
      }
      long time = units(tag.timestamp(), track);
      frames.add(
          new Frame(
              track,
              time,
              (int) units(payload.compositionTime(), track),
              (int) (nextTime(i, track, time) - time),
              !track.isVideo() || tag.isKeyFrame(),
              tag,
              payload.index(),
              payload.length()));
    }
  }

  private static long units(long millis, Mp4Track track) {
    return Math.round(millis * (double) track.timescale() / 1000);
  }

  private long nextTime(int index, Mp4Track track, long time) {
    for (int i = index + 1; i < tags.size(); i++) {
      FlvTag tag = tags.get(i);
      if (tag.type() == tags.get(index).type() && tag.isCodedFrame()) {
        return units(tag.timestamp(), track);
      }
    }
    return time + units(40, track);
  }

  List<Mp4Track> tracks() {
    return List.copyOf(tracks.values()).stream()
        .sorted(Comparator.comparingInt(Mp4Track::id))
        .toList();
  }

  List<Frame> frames() {
    return frames;
  }

  List<Frame> frames(boolean video) {
    return frames.stream().filter(frame -> frame.track().isVideo() == video).toList();
  }

  @Override
  public void close() {
    tags.forEach(FlvTag::release);
  }
}
