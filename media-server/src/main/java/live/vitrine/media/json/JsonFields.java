package live.vitrine.media.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The members of one JSON object whose values are plain: text, numbers, true, false and null. What
 * is not expected is refused: unknown and repeated members, objects and lists where none may be,
 * anything behind the object.
 */
public final class JsonFields {
  private static final int SHOWN = 40;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A member as it was written. */
  private record Value(JsonToken token, String text) {}

  private final Map<String, Value> values;

  private JsonFields(Map<String, Value> values) {
    this.values = values;
  }

  /**
   * Reads an object.
   *
   * @param text of bounded length: the caller has seen to it
   * @param known the members that may be there
   * @throws JsonException it is anything else
   */
  public static JsonFields parse(String text, Set<String> known) {
    return parse(text, known, Set.of());
  }

  /**
   * Reads an object some of whose members may hold any JSON.
   *
   * @param structured those of the known members for {@link #json}
   * @throws JsonException it is anything else
   */
  public static JsonFields parse(String text, Set<String> known, Set<String> structured) {
    Map<String, Value> values = new HashMap<>();
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonException("", "the body must be a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        readMember(in, known, structured, values);
      }
      if (in.nextToken() != null) {
        throw new JsonException("", "the body must end behind the JSON object");
      }
    } catch (StreamConstraintsException e) {
      throw new JsonException("", "the body is not JSON that is taken: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new JsonException("", "the body is not JSON, or has a member twice");
    }
    return new JsonFields(values);
  }

  private static void readMember(
      JsonParser in, Set<String> known, Set<String> structured, Map<String, Value> values)
      throws IOException {
    String name = in.currentName();
    if (!known.contains(name)) {
      throw new JsonException(
          shown(name), "unknown; known are " + String.join(", ", new TreeSet<>(known)));
    }
    JsonToken token = in.nextToken();
    if (structured.contains(name)) {
      values.put(name, new Value(token, copy(in)));
      return;
    }
    if (!token.isScalarValue()) {
      throw new JsonException(name, "must be a plain value");
    }
    values.put(name, new Value(token, in.getText()));
  }

  /** The value at the parser's place, whatever it is, written without spaces. */
  private static String copy(JsonParser in) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.copyCurrentStructure(in);
    }
    return text.toString();
  }

  /** A member that holds any JSON, as text. */
  public String json(String name, String absent) {
    Value value = values.get(name);
    return value == null ? absent : value.text;
  }

  /**
   * A text that must be there.
   *
   * @param allowed the same in words that say so
   * @throws JsonException it is not, or does not match
   */
  public String text(String name, Pattern pattern, String allowed) {
    Value value = values.get(name);
    if (value == null) {
      throw new JsonException(name, "missing; " + allowed);
    }
    if (value.token != JsonToken.VALUE_STRING || !pattern.matcher(value.text).matches()) {
      throw new JsonException(name, "is %s; %s".formatted(shown(value.text), allowed));
    }
    return value.text;
  }

  /** The same for one that may be left out. */
  public String text(String name, Pattern pattern, String allowed, String absent) {
    return values.containsKey(name) ? text(name, pattern, allowed) : absent;
  }

  /** A whole number within bounds that may be left out. */
  public int integer(String name, int least, int most, int absent) {
    return values.containsKey(name) ? integer(name, least, most) : absent;
  }

  /**
   * A member that must be there.
   *
   * @throws JsonException it is not, or is no whole number within the bounds
   */
  public int integer(String name, int least, int most) {
    Value value = values.get(name);
    if (value == null) {
      throw new JsonException(name, "missing; allowed: %d to %d".formatted(least, most));
    }
    if (value.token == JsonToken.VALUE_NUMBER_INT) {
      BigInteger number = new BigInteger(value.text);
      if (number.bitLength() < Integer.SIZE
          && number.intValue() >= least
          && number.intValue() <= most) {
        return number.intValue();
      }
    }
    throw new JsonException(
        name, "is %s; allowed: %d to %d".formatted(shown(value.text), least, most));
  }

  /**
   * A member that must be there.
   *
   * @throws JsonException it is not, or is neither true nor false
   */
  public boolean flag(String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new JsonException(name, "missing; allowed: true, false");
    }
    return switch (value.token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default ->
          throw new JsonException(name, "is %s; allowed: true, false".formatted(shown(value.text)));
    };
  }

  /**
   * A member that may be there; null is taken for one that is not.
   *
   * @throws JsonException it is no text
   */
  public Optional<String> text(String name) {
    Value value = values.get(name);
    if (value == null || value.token == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    if (value.token != JsonToken.VALUE_STRING) {
      throw new JsonException(name, "is %s; allowed: text".formatted(shown(value.text)));
    }
    return Optional.of(value.text);
  }

  /** Whether a member is there and is not null. */
  public boolean has(String name) {
    Value value = values.get(name);
    return value != null && value.token != JsonToken.VALUE_NULL;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
