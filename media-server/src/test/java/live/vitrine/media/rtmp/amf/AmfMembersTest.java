package live.vitrine.media.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AmfMembersTest {
  private final AmfObject object = AmfObject.EMPTY.with("app", "live").with("capabilities", 15);

  @Test
  void findsMembersByNameAndType() {
    assertThat(object.string("app")).contains("live");
    assertThat(object.number("capabilities")).hasValue(15);
    assertThat(object.member("app")).contains(new AmfString("live"));
  }

  @Test
  void answersEmptyForAbsentMembersAndOtherTypes() {
    assertThat(object.string("capabilities")).isEmpty();
    assertThat(object.number("app")).isEmpty();
    assertThat(object.member("tcUrl")).isEmpty();
  }

  @Test
  void cannotBeChanged() {
    assertThatThrownBy(() -> object.members().put("x", AmfNull.NULL))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
