package live.vitrine.media.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A file of lines that hold secrets: nobody else may read it, and it is rewritten as a whole, so
 * that it is the old one or the new one whenever the machine stops. Blocks.
 */
final class LinesFile {
  private static final long MAX_BYTES = 8 << 20;

  private final Path file;

  LinesFile(Path file) {
    this.file = file;
  }

  /** Answers no lines where there is no file. */
  List<String> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "%s has %d bytes; allowed: %d".formatted(file, Files.size(file), MAX_BYTES));
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }

  /** What is wrong with a line, counted from 1. */
  IOException damaged(int line, RuntimeException cause) {
    return new IOException("%s:%d: %s".formatted(file, line, cause.getMessage()), cause);
  }

  void write(List<String> lines) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    try (FileChannel channel = FileChannel.open(fresh, options, ownerOnly())) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
