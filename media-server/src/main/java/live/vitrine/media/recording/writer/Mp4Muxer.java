package live.vitrine.media.recording.writer;

import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.mp4.EventMessage;
import live.vitrine.media.mp4.FragmentBuilder;
import live.vitrine.media.mp4.Id3Text;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Fragmented MP4 with all tracks of the stream. A fragment ends at each key frame and after a
 * second at the latest. A file has the same tracks from beginning to end; when one changes, or
 * another comes, the recording goes on in another file.
 */
final class Mp4Muxer implements Muxer {
  /** Media of so many milliseconds may be lost when the process dies, with what is in a sample. */
  static final int MAX_FRAGMENT_MILLIS = 1_000;

  /** A publisher whose clock stands still gets fragments nevertheless. */
  static final int MAX_FRAGMENT_BYTES = 4 * 1024 * 1024;

  /** Files of one recording; a publisher that changes codecs every second reaches that. */
  static final int MAX_PARTS = 100;

  /** Tracks of one recording; further ones are left out. */
  static final int MAX_TRACKS = 16;

  /** What the events in the file are called. */
  static final String EVENT_DESCRIPTION = "live.vitrine.event";

  private static final int EVENT_TIMESCALE = 1_000;

  private final RecordingWriter writer;
  private final RecordingClock clock;
  private final FragmentBuilder builder;
  private final MediaPayload payload = new MediaPayload();
  private final Map<TrackKey, CodecConfiguration> known = new LinkedHashMap<>();
  private final HeldTags held = new HeldTags();
  private @Nullable Mp4Part part;
  private int parts;
  private int events;
  private long sequence;
  private long fragmentStart;

  Mp4Muxer(ByteBufAllocator allocator, RecordingWriter writer, RecordingClock clock) {
    this.writer = writer;
    this.clock = clock;
    this.builder = new FragmentBuilder(allocator);
  }

  @Override
  public void onConfiguration(
      TrackKey key, Optional<CodecConfiguration> configuration, FlvTag tag) {
    // Of what is not understood no track can be made.
    configuration.ifPresentOrElse(known -> configure(key, known), () -> known.remove(key));
  }

  private void configure(TrackKey key, CodecConfiguration configuration) {
    if (known.size() >= MAX_TRACKS && !known.containsKey(key)) {
      return;
    }
    known.put(key, configuration);
    if (part != null && !part.holds(key, configuration)) {
      finishPart();
    }
  }

  @Override
  public void onFrame(TrackKey key, FlvTag tag) {
    if (!known.containsKey(key) && Configurations.isInFrames(tag, payload)) {
      Optional<CodecConfiguration> told = Configurations.of(tag, payload);
      told.ifPresent(configuration -> configure(key, configuration));
    }
    if (!known.containsKey(key)) {
      return;
    }
    if (part != null) {
      add(part, key, tag);
      return;
    }
    held.add(tag);
    if (knowsPictureAndSound() || held.isFull()) {
      beginPart();
    }
  }

  private boolean knowsPictureAndSound() {
    return known.keySet().stream().anyMatch(TrackKey::isVideo)
        && known.keySet().stream().anyMatch(key -> !key.isVideo());
  }

  private void beginPart() {
    if (parts == MAX_PARTS) {
      held.release();
      writer.fail("its codecs changed too often: %d files are allowed".formatted(MAX_PARTS));
      return;
    }
    parts++;
    String name = FileNames.media(writer.recording().id(), parts, MediaFormat.MP4);
    Mp4Part next = Mp4Part.of(name, held.start(), known);
    part = next;
    fragmentStart = 0;
    sequence = 0;
    RecordingFile file = new RecordingFile(name, MediaFormat.MP4, clock.millis(next.start()), 0, 0);
    writer.offer(new WriteJob.Begin(file, ByteBuffer.wrap(next.head()), next.pictures()));
    held.drain(tag -> add(next, TrackKey.of(tag), tag));
  }

  private void add(Mp4Part current, TrackKey key, FlvTag tag) {
    TrackWriter track = current.tracks().get(key);
    if (track == null || !track.takes(tag)) {
      return;
    }
    long millis = Math.max(0, tag.timestamp() - current.start());
    track.complete(builder, millis);
    boolean leads = current.leader() == null || current.leader() == track;
    boolean due =
        (leads && tag.isKeyFrame())
            || millis - fragmentStart >= MAX_FRAGMENT_MILLIS
            || builder.sampleBytes() >= MAX_FRAGMENT_BYTES;
    if (due) {
      cut(current, millis);
    }
    track.hold(tag);
  }

  private void cut(Mp4Part current, long millis) {
    fragmentStart = millis;
    if (!builder.isEmpty()) {
      sequence++;
      FragmentChunk chunk = new FragmentChunk(builder.takeFragment(sequence));
      writer.offer(new WriteJob.Append(current.name(), chunk, current.endMillis()));
    }
  }

  @Override
  public void onScript(FlvTag tag) {
    // Events are written in a form of their own.
  }

  @Override
  public void onEvent(TimedEvent event) {
    if (part == null) {
      return;
    }
    events++;
    // Names and ids have no character that JSON would escape.
    String json =
        "{\"id\":\"%s\",\"name\":\"%s\",\"data\":%s}"
            .formatted(event.id(), event.name(), event.data());
    builder.event(
        new EventMessage(
            Id3Text.SCHEME,
            "",
            EVENT_TIMESCALE,
            Math.max(0, event.timestamp() - part.start()),
            event.durationMillis(),
            events,
            ByteBuffer.wrap(Id3Text.tag(EVENT_DESCRIPTION, json))));
  }

  @Override
  public void flush() {
    if (part == null && !held.isEmpty()) {
      beginPart();
    }
    if (part != null) {
      for (TrackWriter track : part.tracks().values()) {
        track.flush(builder);
      }
      cut(part, part.endMillis());
    }
  }

  @Override
  public void forget() {
    flush();
    known.clear();
  }

  private void finishPart() {
    flush();
    if (part != null) {
      writer.offer(new WriteJob.Finish(part.name(), 0, ByteBuffer.allocate(0)));
    }
    part = null;
  }

  @Override
  public void end() {
    finishPart();
    held.release();
    builder.clear();
  }
}
