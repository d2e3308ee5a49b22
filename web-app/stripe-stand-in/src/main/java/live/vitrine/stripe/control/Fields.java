package live.vitrine.stripe.control;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON body, read field by field; refuses what nobody read. */
final class Fields {
  private final JsonObject json;
  private final Set<String> read = new HashSet<>();

  private Fields(JsonObject json) {
    this.json = json;
  }

  static Fields of(@Nullable Buffer body) {
    if (body == null || body.length() == 0) {
      return new Fields(new JsonObject());
    }
    try {
      return new Fields(new JsonObject(body));
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("The body must be a JSON object", e);
    }
  }

  @Nullable String text(String name) {
    return get(name, String.class, "a string");
  }

  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  boolean flag(String name, boolean otherwise) {
    Boolean value = get(name, Boolean.class, "true or false");
    return value == null ? otherwise : value;
  }

  int integer(String name, int otherwise, int least, int most) {
    Number value = get(name, Number.class, "a number");
    if (value == null) {
      return otherwise;
    }
    if (value.doubleValue() != value.intValue()
        || value.intValue() < least
        || value.intValue() > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are whole numbers from " + least + " to " + most);
    }
    return value.intValue();
  }

  double share(String name, double otherwise) {
    Number value = get(name, Number.class, "a number");
    if (value != null && !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed are 0 to 1");
    }
    return value == null ? otherwise : value.doubleValue();
  }

  Duration millis(String name) {
    return Duration.ofMillis(integer(name, 1000, 0, 3_600_000));
  }

  List<String> texts(String name) {
    read.add(name);
    List<String> texts = new ArrayList<>();
    if (json.getValue(name) instanceof JsonArray array) {
      for (Object one : array) {
        if (!(one instanceof String text)) {
          throw new IllegalArgumentException(name + " must be a list of strings");
        }
        texts.add(text);
      }
      return texts;
    }
    throw new IllegalArgumentException(name + " must be a list of strings");
  }

  private <T> @Nullable T get(String name, Class<T> type, String expected) {
    read.add(name);
    Object value = json.getValue(name);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " must be " + expected);
    }
    return type.cast(value);
  }

  void refuseUnknown() {
    for (String name : json.fieldNames()) {
      if (!read.contains(name)) {
        throw new IllegalArgumentException(
            "There is no field " + name + " here; known are " + read);
      }
    }
  }
}
