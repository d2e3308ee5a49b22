package live.vitrine.media.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object, member by member. */
public final class JsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DECIMALS = 2;

  private final JsonGenerator out;

  private JsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /** The object, in UTF-8, whose members {@code members} writes. */
  public static byte[] object(Consumer<JsonWriter> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      members.accept(new JsonWriter(out));
      out.writeEndObject();
    } catch (IOException e) {
      throw cannotHappen(e);
    }
    return bytes.toByteArray();
  }

  @CanIgnoreReturnValue
  public JsonWriter text(String name, @Nullable String value) {
    return write(() -> {
      if (value == null) {
        out.writeNullField(name);
      } else {
        out.writeStringField(name, value);
      }
    });
  }

  /** A member without a value. */
  @CanIgnoreReturnValue
  public JsonWriter absent(String name) {
    return write(() -> out.writeNullField(name));
  }

  @CanIgnoreReturnValue
  public JsonWriter flag(String name, boolean value) {
    return write(() -> out.writeBooleanField(name, value));
  }

  @CanIgnoreReturnValue
  public JsonWriter number(String name, long value) {
    return write(() -> out.writeNumberField(name, value));
  }

  /** A member whose value is JSON already. */
  @CanIgnoreReturnValue
  public JsonWriter json(String name, String value) {
    return write(() -> {
      out.writeFieldName(name);
      out.writeRawValue(value);
    });
  }

  /** A number, rounded to two decimals; null where it is none or infinite. */
  @CanIgnoreReturnValue
  public JsonWriter decimal(String name, double value) {
    if (!Double.isFinite(value)) {
      return write(() -> out.writeNullField(name));
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    return write(() -> out.writeNumberField(name, rounded.doubleValue()));
  }

  @CanIgnoreReturnValue
  public JsonWriter object(String name, Consumer<JsonWriter> members) {
    return write(() -> {
      out.writeObjectFieldStart(name);
      members.accept(this);
      out.writeEndObject();
    });
  }

  /** An object made of a value, or null where there is none. */
  @CanIgnoreReturnValue
  public <T> JsonWriter object(
      String name, @Nullable T value, BiConsumer<JsonWriter, ? super T> members) {
    if (value == null) {
      return write(() -> out.writeNullField(name));
    }
    return object(name, json -> members.accept(json, value));
  }

  /** A list of whole numbers. */
  @CanIgnoreReturnValue
  public JsonWriter numbers(String name, Iterable<Integer> values) {
    return write(() -> {
      out.writeArrayFieldStart(name);
      for (int value : values) {
        out.writeNumber(value);
      }
      out.writeEndArray();
    });
  }

  /** A list with one object for each value. */
  @CanIgnoreReturnValue
  public <T> JsonWriter objects(
      String name, Iterable<T> values, BiConsumer<JsonWriter, ? super T> members) {
    return write(() -> {
      out.writeArrayFieldStart(name);
      for (T value : values) {
        out.writeStartObject();
        members.accept(this, value);
        out.writeEndObject();
      }
      out.writeEndArray();
    });
  }

  private interface Step {
    void run() throws IOException;
  }

  private JsonWriter write(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw cannotHappen(e);
    }
    return this;
  }

  private static UncheckedIOException cannotHappen(IOException e) {
    return new UncheckedIOException("writing to memory failed", e);
  }
}
