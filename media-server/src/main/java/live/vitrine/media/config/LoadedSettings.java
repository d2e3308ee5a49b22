package live.vitrine.media.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings and where each came from.
 *
 * @param settings checked and complete
 * @param values every key as it holds, in the order of the reference
 */
public record LoadedSettings(Settings settings, List<EffectiveValue> values) {
  private static final String FILE_NAME = "media-server.conf";

  public LoadedSettings {
    values = List.copyOf(values);
  }

  /**
   * Reads environment, file and defaults.
   *
   * @param environment the process's environment variables
   * @param file the file named on the command line; null takes {@code media-server.conf} in the
   *     data folder, where there is one
   * @param home the installation's folder: what the default data folder is relative to
   * @throws InvalidSettingsException anything is wrong; names everything that is
   */
  public static LoadedSettings load(
      Map<String, String> environment, @Nullable Path file, Path home) {
    Path chosen = file == null ? fileInDataFolder(environment, home) : file;
    Sources sources = new Sources(environment, chosen, home);
    Settings settings = SettingsCheck.settings(sources);
    List<EffectiveValue> values = new ArrayList<>();
    for (Setting<?> setting : Keys.ALL) {
      WrittenValue written = sources.written(setting);
      values.add(
          new EffectiveValue(
              setting.key(), setting.variable(), setting.shown(written.text()), written.origin()));
    }
    return new LoadedSettings(settings, values);
  }

  /** The file lies where the environment or the default says; it cannot say that itself. */
  private static @Nullable Path fileInDataFolder(Map<String, String> environment, Path home) {
    Path data = new Sources(environment, null, home).written(Keys.DATA).path();
    Path file = data.resolve(FILE_NAME);
    return Files.exists(file) ? file : null;
  }
}
