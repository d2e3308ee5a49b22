package live.vitrine.media.config;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param key its path in the file, {@code rtmp.port}
 * @param allowed the allowed values, in words that complete "allowed: …"
 * @param parser makes a value of the text or throws {@link IllegalArgumentException}
 */
record Setting<T>(String key, String allowed, Parser<T> parser) {
  /** The environment variable that stands above the file: {@code VITRINE_RTMP_PORT}. */
  String variable() {
    return "VITRINE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Whether its value must not be shown. */
  boolean isSecret() {
    return key.endsWith(".secret");
  }

  /** A value of it, fit to be shown. */
  String shown(String text) {
    return isSecret() && !text.isEmpty() ? "***" : text;
  }

  /** Why a value cannot be used: the file that is missing, for instance. */
  static final class Unusable extends IllegalArgumentException {
    Unusable(String reason) {
      super(reason);
    }
  }

  /** Reads the text of a setting, wherever it was written. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * Makes a value of the text.
     *
     * @throws IllegalArgumentException the value is none of those that {@link Setting#allowed}
     *     names
     * @throws Unusable it could be one of them, but for a reason the text alone does not show
     */
    T parse(WrittenValue value);
  }
}
