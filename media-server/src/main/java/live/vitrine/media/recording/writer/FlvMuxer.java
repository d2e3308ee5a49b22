package live.vitrine.media.recording.writer;

import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.Optional;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Pictures;
import live.vitrine.media.recording.library.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * One FLV file with the main picture and sound: what FLV without multitrack has room for. When
 * codecs change, it goes on with another sequence header. Events are in it as script tags.
 */
final class FlvMuxer implements Muxer {
  private final ByteBufAllocator allocator;
  private final RecordingWriter writer;
  private final RecordingClock clock;
  private final String name;
  private @Nullable FlvBatch batch;
  private Pictures pictures = Pictures.UNKNOWN;
  private boolean begun;
  private long batchStart;
  private long end;

  FlvMuxer(ByteBufAllocator allocator, RecordingWriter writer, RecordingClock clock) {
    this.allocator = allocator;
    this.writer = writer;
    this.clock = clock;
    this.name = FileNames.media(writer.recording().id(), 1, MediaFormat.FLV);
  }

  @Override
  public void onConfiguration(
      TrackKey key, Optional<CodecConfiguration> configuration, FlvTag tag) {
    if (key.isMain()) {
      if (!begun) {
        configuration.ifPresent(this::describe);
      }
      add(tag);
    }
  }

  private void describe(CodecConfiguration configuration) {
    String codec = configuration.codecString();
    String codecs = pictures.codecs().isEmpty() ? codec : pictures.codecs() + "," + codec;
    pictures =
        configuration instanceof CodecConfiguration.Video video
            ? new Pictures(codecs, video.width(), video.height())
            : new Pictures(codecs, pictures.width(), pictures.height());
  }

  @Override
  public void onFrame(TrackKey key, FlvTag tag) {
    if (!key.isMain()) {
      return;
    }
    long millis = Math.max(0, clock.millis(tag.timestamp()));
    boolean due =
        tag.isKeyFrame()
            || millis - batchStart >= Mp4Muxer.MAX_FRAGMENT_MILLIS
            || (batch != null && batch.length() >= Mp4Muxer.MAX_FRAGMENT_BYTES);
    if (due && begun) {
      flush();
    }
    if (!begun) {
      begun = true;
      RecordingFile file = new RecordingFile(name, MediaFormat.FLV, 0, 0, 0);
      writer.offer(new WriteJob.Begin(file, ByteBuffer.wrap(FlvHead.bytes(true, true)), pictures));
    }
    add(tag);
  }

  @Override
  public void onScript(FlvTag tag) {
    if (begun) {
      add(tag);
    }
  }

  private void add(FlvTag tag) {
    long millis = Math.max(0, clock.millis(tag.timestamp()));
    if (batch == null) {
      batch = new FlvBatch(allocator);
      batchStart = millis;
    }
    batch.add(tag, millis);
    end = Math.max(end, millis);
  }

  @Override
  public void onEvent(TimedEvent event) {
    // Its script tag comes by itself.
  }

  @Override
  public void flush() {
    if (batch != null && begun) {
      writer.offer(new WriteJob.Append(name, batch, end));
      batch = null;
    }
  }

  @Override
  public void forget() {
    flush();
  }

  @Override
  public void end() {
    flush();
    if (batch != null) {
      batch.release();
      batch = null;
    }
    if (begun) {
      writer.offer(
          new WriteJob.Finish(
              name, FlvHead.DURATION_POSITION, ByteBuffer.wrap(FlvHead.duration(end))));
    }
  }
}
