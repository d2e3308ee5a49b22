package live.vitrine.media.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The page's files, by the request path that names each: {@code /} for index.html, {@code
 * /page/main.js} for all others. A path that is not in the map names nothing, whatever it looks
 * like.
 */
final class PageFiles {
  private static final String FOLDER = "page/";
  private static final String INDEX = FOLDER + "index.html";

  private PageFiles() {}

  /**
   * Reads what is in {@code page/}, in the jar or the folder that this class comes from.
   *
   * @throws IOException it cannot be read
   */
  static Map<String, PageFile> load() throws IOException {
    CodeSource source = PageFiles.class.getProtectionDomain().getCodeSource();
    try {
      Path root = Path.of(source.getLocation().toURI());
      return Files.isDirectory(root) ? fromFolder(root) : fromJar(root);
    } catch (URISyntaxException e) {
      throw new IOException("cannot find the page's files in " + source.getLocation(), e);
    }
  }

  static Map<String, PageFile> fromFolder(Path root) throws IOException {
    Map<String, PageFile> files = new HashMap<>();
    Path folder = root.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString().replace('\\', '/');
        Optional<String> type = PageFile.contentType(name);
        if (type.isPresent()) {
          files.put(requestPath(name), PageFile.of(Files.readAllBytes(path), type.get()));
        }
      }
    }
    return files;
  }

  static Map<String, PageFile> fromJar(Path root) throws IOException {
    Map<String, PageFile> files = new HashMap<>();
    try (JarFile jar = new JarFile(root.toFile(), false)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        Optional<String> type = PageFile.contentType(entry.getName());
        if (entry.getName().startsWith(FOLDER) && !entry.isDirectory() && type.isPresent()) {
          try (InputStream in = jar.getInputStream(entry)) {
            files.put(requestPath(entry.getName()), PageFile.of(in.readAllBytes(), type.get()));
          }
        }
      }
    }
    return files;
  }

  private static String requestPath(String name) {
    return name.equals(INDEX) ? "/" : "/" + name;
  }
}
