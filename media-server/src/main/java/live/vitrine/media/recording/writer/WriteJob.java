package live.vitrine.media.recording.writer;

import java.nio.ByteBuffer;
import live.vitrine.media.recording.library.Pictures;
import live.vitrine.media.recording.library.RecordedEvent;
import live.vitrine.media.recording.library.RecordingFile;

/** What a recording's thread is to do next. */
sealed interface WriteJob {
  /** A file begins with these bytes. */
  record Begin(RecordingFile file, ByteBuffer head, Pictures pictures) implements WriteJob {}

  /** A file goes on. */
  record Append(String name, MediaChunk chunk, long durationMillis) implements WriteJob {}

  /** A file is complete, but for bytes that could not be known before. */
  record Finish(String name, long position, ByteBuffer patch) implements WriteJob {}

  /** Something happened in the show. */
  record Note(RecordedEvent event) implements WriteJob {}

  /** Nothing follows. */
  record End() implements WriteJob {}
}
