package live.vitrine.media.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFilesTest {
  private static final Map<String, String> FILES =
      Map.of(
          "page/index.html", "<p>",
          "page/main.js", "let a;",
          "page/players/one.js", "let b;",
          "page/package.json", "{}",
          "other/main.js", "let c;",
          "main.js", "let d;");

  @TempDir Path folder;

  @Test
  void findsTheFilesInAFolder() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }

    check(PageFiles.fromFolder(folder));
  }

  @Test
  void findsTheFilesInAJar() throws IOException {
    Path jar = folder.resolve("a.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("page/"));
      for (Map.Entry<String, String> entry : FILES.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }

    check(PageFiles.fromJar(jar));
  }

  @Test
  void isNothingWithoutAPage() throws IOException {
    assertThat(PageFiles.fromFolder(folder)).isEmpty();
  }

  private static void check(Map<String, PageFile> files) {
    assertThat(files).containsOnlyKeys("/", "/page/main.js", "/page/players/one.js");
    assertThat(files.get("/page/main.js"))
        .extracting(file -> file.content().toString(StandardCharsets.UTF_8), PageFile::contentType)
        .containsExactly("let a;", "text/javascript; charset=utf-8");
  }
}
