package live.vitrine.web.config;

import java.util.List;

/** The settings cannot be used. The message names each one that is wrong and what is allowed. */
public final class InvalidSettingsException extends Exception {
  InvalidSettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
