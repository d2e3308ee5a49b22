package live.vitrine.stripe.api;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import live.vitrine.stripe.checkout.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a call, by their written path such as {@code line_items[0][quantity]}. Remembers
 * which were read: what nobody reads is unknown.
 */
final class Params {
  private static final int MOST_METADATA = 50;
  private static final int LONGEST_METADATA_KEY = 40;
  private static final int LONGEST_METADATA_VALUE = 500;

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  static Params of(MultiMap fields) {
    Params params = new Params();
    Map<String, Integer> appended = new HashMap<>();
    for (Map.Entry<String, String> field : fields) {
      String path = field.getKey();
      if (path.endsWith("[]")) {
        String list = path.substring(0, path.length() - 2);
        path = list + "[" + (appended.merge(list, 1, Integer::sum) - 1) + "]";
      }
      params.values.put(path, field.getValue());
    }
    return params;
  }

  /** The same for the same parameters, in whatever order they came. */
  String fingerprint() {
    return new TreeMap<>(values).toString();
  }

  boolean has(String path) {
    return values.keySet().stream().anyMatch(key -> key.equals(path) || key.startsWith(path + "["));
  }

  @Nullable String text(String path) {
    read.add(path);
    String value = values.get(path);
    if (value != null && value.isEmpty()) {
      throw ApiError.parameter(
          "parameter_invalid_empty",
          path,
          "You passed an empty string for '"
              + path
              + "'. We assume empty values are an attempt to unset a parameter; however '"
              + path
              + "' cannot be unset. You should remove '"
              + path
              + "' from your request or supply a non-empty value.");
    }
    return value;
  }

  String required(String path) {
    String value = text(path);
    if (value == null) {
      throw missing(path);
    }
    return value;
  }

  static ApiError missing(String path) {
    return ApiError.parameter("parameter_missing", path, "Missing required param: " + path + ".");
  }

  @Nullable Long integer(String path) {
    String value = text(path);
    if (value == null) {
      return null;
    }
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException _) {
      throw ApiError.parameter("parameter_invalid_integer", path, "Invalid integer: " + value);
    }
  }

  long atLeast(String path, long least) {
    required(path);
    return checkedAtLeast(path, least, integer(path));
  }

  @Nullable Long optionalAtLeast(String path, long least) {
    Long value = integer(path);
    return value == null ? null : Long.valueOf(checkedAtLeast(path, least, value));
  }

  private static long checkedAtLeast(String path, long least, @Nullable Long value) {
    if (value == null) {
      throw missing(path);
    }
    if (value < least) {
      throw ApiError.parameter(
          "parameter_invalid_integer",
          path,
          least == 1
              ? "This value must be greater than or equal to 1."
              : "Invalid non-negative integer");
    }
    return value;
  }

  boolean flag(String path) {
    return "true".equals(oneOf(path, "false", "true", "false"));
  }

  String oneOf(String path, String otherwise, String... allowed) {
    String value = text(path);
    if (value == null) {
      return otherwise;
    }
    if (!Arrays.asList(allowed).contains(value)) {
      throw ApiError.parameter(
          null, path, "Invalid " + path + ": must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  /** The parts directly under a path, as {@code 0}, {@code 1}, …, in the order they came. */
  List<String> children(String path) {
    Set<String> names = new LinkedHashSet<>();
    for (String key : values.keySet()) {
      if (key.startsWith(path + "[")) {
        int end = key.indexOf(']', path.length());
        if (end > 0) {
          names.add(key.substring(path.length() + 1, end));
        }
      }
    }
    return List.copyOf(names);
  }

  List<String> list(String path) {
    List<String> list = new ArrayList<>();
    for (String child : children(path)) {
      list.add(required(path + "[" + child + "]"));
    }
    return list;
  }

  /** Metadata, within Stripe's limits. An empty value means no such key. */
  Map<String, String> metadata(String path) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String key : children(path)) {
      String at = path + "[" + key + "]";
      read.add(at);
      String value = values.get(at);
      if (value == null) {
        throw ApiError.parameter(
            null, path, "Metadata values must be strings, but for key '" + key + "' you nested.");
      }
      if (key.length() > LONGEST_METADATA_KEY) {
        throw ApiError.parameter(
            null,
            path,
            "Metadata keys can have up to 40 characters, but you passed in a key that is "
                + key.length()
                + " characters. Invalid key: "
                + key);
      }
      if (value.length() > LONGEST_METADATA_VALUE) {
        throw ApiError.parameter(
            null,
            at,
            "Metadata values can have up to 500 characters, but you passed in a value that is "
                + value.length()
                + " characters. Invalid value: "
                + value);
      }
      if (!value.isEmpty()) {
        map.put(key, value);
      }
    }
    if (map.size() > MOST_METADATA) {
      throw ApiError.parameter(
          null, path, "Metadata can have up to 50 keys, but you passed " + map.size() + ".");
    }
    return map;
  }

  /** To be called when everything known was read. */
  void refuseUnknown() {
    List<String> unknown = values.keySet().stream().filter(key -> !read.contains(key)).toList();
    if (!unknown.isEmpty()) {
      throw ApiError.parameter(
          "parameter_unknown",
          unknown.getFirst(),
          (unknown.size() == 1 ? "Received unknown parameter: " : "Received unknown parameters: ")
              + unknown.stream().limit(20).collect(Collectors.joining(", ")));
    }
  }
}
