package live.vitrine.media.config;

import java.nio.file.Path;

/**
 * The text of a setting and where it stands.
 *
 * @param text what is written there
 * @param origin {@code /etc/vitrine/media-server.conf:3}, {@code VITRINE_RTMP_PORT}, {@code
 *     default}
 * @param folder what a relative path in the text is relative to
 */
record WrittenValue(String text, String origin, Path folder) {
  /** The text as an absolute path. */
  Path path() {
    return folder.resolve(text).toAbsolutePath().normalize();
  }
}
