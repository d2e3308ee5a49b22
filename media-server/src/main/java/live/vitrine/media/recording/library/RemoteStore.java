package live.vitrine.media.recording.library;

import java.io.IOException;
import java.net.URI;

/** Where media files go when they leave the folder. Everything blocks. */
public interface RemoteStore {
  /** There is none: no recording says that its files are elsewhere, unless one is missing. */
  RemoteStore NONE =
      new RemoteStore() {
        @Override
        public URI address(Recording recording, String name) throws IOException {
          throw new IOException("%s: no store is configured".formatted(recording.storedAt()));
        }

        @Override
        public void delete(Recording recording) throws IOException {
          throw new IOException("%s: no store is configured".formatted(recording.storedAt()));
        }
      };

  /** An address from which anybody may fetch a media file, for a while. */
  URI address(Recording recording, String name) throws IOException;

  /** Removes everything of a recording. */
  void delete(Recording recording) throws IOException;
}
