package live.vitrine.media.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The members of one JSON object whose values are plain: text, numbers, true, false and null. What
 * is not expected is refused: unknown and repeated members, objects and lists inside, anything
 * behind the object.
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
    Map<String, Value> values = new HashMap<>();
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonException("", "the body must be a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        readMember(in, known, values);
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

  private static void readMember(JsonParser in, Set<String> known, Map<String, Value> values)
      throws IOException {
    String name = in.currentName();
    if (!known.contains(name)) {
      throw new JsonException(
          shown(name), "unknown; known are " + String.join(", ", new TreeSet<>(known)));
    }
    JsonToken token = in.nextToken();
    if (!token.isScalarValue()) {
      throw new JsonException(name, "must be a plain value");
    }
    values.put(name, new Value(token, in.getText()));
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

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
