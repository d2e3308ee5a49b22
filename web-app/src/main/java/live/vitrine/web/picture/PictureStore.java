package live.vitrine.web.picture;

import java.io.IOException;
import java.util.Map;

/** Where the files of pictures are kept: one for each width. Blocks. IDs are well-formed. */
sealed interface PictureStore extends AutoCloseable permits FolderStore, BucketStore {
  /**
   * Keeps the files of a picture.
   *
   * @param files by width in pixels
   */
  void save(String id, Map<Integer, byte[]> files) throws IOException;

  /** Removes all files of a picture; those that are not there are no error. */
  void delete(String id) throws IOException;

  @Override
  void close();
}
