package live.vitrine.web.config;

import java.util.List;
import java.util.function.Function;

/** Settings as text for a terminal: key and value, and behind them where the value comes from. */
public final class SettingsTable {
  private SettingsTable() {}

  /** A line for each, in their order: {@code key = value # origin, variable}. */
  public static String of(List<EffectiveValue> values) {
    String format =
        "%%-%ds = %%-%ds # %%s, %%s%%n"
            .formatted(widest(values, EffectiveValue::key), widest(values, EffectiveValue::shown));
    StringBuilder text = new StringBuilder();
    for (EffectiveValue value : values) {
      text.append(format.formatted(value.key(), value.shown(), value.origin(), value.variable()));
    }
    return text.toString();
  }

  private static int widest(List<EffectiveValue> values, Function<EffectiveValue, String> column) {
    return values.stream().map(column).mapToInt(String::length).max().orElse(1);
  }
}
