package live.vitrine.media.streamkey;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import live.vitrine.media.hub.StreamId;

/**
 * The least generation that each stream ID accepts: one line {@code streamId generation} for every
 * ID whose keys were ever revoked. Rewritten as a whole, so that it is the old one or the new one
 * whenever the machine stops.
 */
final class GenerationsFile {
  static final String NAME = "key-generations";

  private final Path file;

  GenerationsFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /** Answers an empty map where there is no file; a damaged one must not let revoked keys in. */
  Map<StreamId, Integer> read() throws IOException {
    Map<StreamId, Integer> generations = new HashMap<>();
    if (!Files.exists(file)) {
      return generations;
    }
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      number++;
      String[] words = line.split(" ", -1);
      try {
        if (words.length != 2) {
          throw new IllegalArgumentException();
        }
        generations.put(StreamId.of(words[0]), Integer.parseInt(words[1]));
      } catch (IllegalArgumentException e) {
        throw new IOException("%s:%d is not \"streamId generation\"".formatted(file, number), e);
      }
    }
    return generations;
  }

  void write(Map<StreamId, Integer> generations) throws IOException {
    String text =
        new TreeMap<>(generations)
            .entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    Path fresh = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(fresh);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(fresh, options, SecretFile.ownerOnly())) {
      var bytes = StandardCharsets.US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
