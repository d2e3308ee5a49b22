package live.vitrine.media.json;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;

class JsonFieldsFuzzTest {
  @FuzzTest
  void readsOrRefuses(FuzzedDataProvider data) {
    try {
      int count =
          JsonFields.parse(data.consumeRemainingAsString(), Set.of("count")).integer("count", 0, 7);
      if (count < 0 || count > 7) {
        throw new AssertionError("count is " + count);
      }
    } catch (JsonException _) {
      // Refused, as it should be.
    }
  }
}
