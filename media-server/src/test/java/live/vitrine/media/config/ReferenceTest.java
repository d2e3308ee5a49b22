package live.vitrine.media.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private final Config reference = ConfigFactory.parseResources("reference.conf");

  @Test
  void holdsEveryKeyAndNoOther() {
    assertThat(reference.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(Keys.ALL.stream().map(Setting::key).toList());
  }

  @Test
  void explainsEveryKeyOrItsGroup() {
    assertThat(Keys.ALL)
        .allSatisfy(setting -> {
          String group = setting.key().split("\\.", -1)[0];
          assertThat(reference.getValue(group).origin().comments()).isNotEmpty();
        });
  }
}
