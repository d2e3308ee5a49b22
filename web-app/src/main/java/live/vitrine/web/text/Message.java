package live.vitrine.web.text;

import java.util.List;

/**
 * Something to be said in whatever language the reader has chosen.
 *
 * @param key in the message bundles
 * @param arguments for {0}, {1} …
 */
public record Message(String key, List<Object> arguments) {
  public static Message of(String key, Object... arguments) {
    return new Message(key, List.of(arguments));
  }
}
