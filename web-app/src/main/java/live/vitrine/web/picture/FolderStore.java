package live.vitrine.web.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Pictures in a folder: {@code ab/ab…/480.jpg}. A file is there as a whole or not at all. */
final class FolderStore implements PictureStore {
  private final Path folder;

  FolderStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public void save(String id, Map<Integer, byte[]> files) throws IOException {
    Path place = place(id);
    Files.createDirectories(place);
    for (Map.Entry<Integer, byte[]> file : files.entrySet()) {
      Path part = Files.createTempFile(place, "", ".part");
      try {
        Files.write(part, file.getValue());
        Files.move(part, place.resolve(name(file.getKey())), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }

  /** The file of a picture. */
  Optional<Path> find(String id, int width) {
    Path file = place(id).resolve(name(width));
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public void delete(String id) throws IOException {
    Path place = place(id);
    for (int width : PictureEncoder.WIDTHS) {
      Files.deleteIfExists(place.resolve(name(width)));
    }
    Files.deleteIfExists(place);
  }

  private Path place(String id) {
    return folder.resolve(id.substring(0, 2)).resolve(id);
  }

  private static String name(int width) {
    return width + ".jpg";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
