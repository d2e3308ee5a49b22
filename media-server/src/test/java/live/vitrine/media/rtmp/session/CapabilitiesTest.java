package live.vitrine.media.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.amf.AmfEcmaArray;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfStrictArray;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.message.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CapabilitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0, false",
    "1, true",
    "2, false",
    "15, true",
    "1.5, true",
    "4294967295, true",
    "4294967297, false",
    "-1, false",
    "NaN, false",
    "Infinity, false",
  })
  void readsWhetherTheClientReconnects(double bits, boolean reconnects) {
    Capabilities capabilities = Capabilities.of(AmfObject.EMPTY.with("capsEx", bits));

    assertThat(capabilities.announced()).isTrue();
    assertThat(capabilities.mayBeAskedToReconnect()).isEqualTo(reconnects);
  }

  static Stream<AmfObject> announcements() {
    AmfObject any = AmfObject.EMPTY.with("*", 4);
    return Stream.of(
        AmfObject.EMPTY.with("capsEx", 0),
        AmfObject.EMPTY.with("fourCcList", new AmfStrictArray(List.of(new AmfString("*")))),
        AmfObject.EMPTY.with("videoFourCcInfoMap", any),
        AmfObject.EMPTY.with("audioFourCcInfoMap", new AmfEcmaArray(any.members())));
  }

  @ParameterizedTest
  @MethodSource("announcements")
  void answersWhoeverAnnouncesAnything(AmfObject announcement) {
    AmfMembers properties = answerTo(announcement);

    assertThat(properties.string("fmsVer")).isPresent();
    assertThat(properties.number("capabilities")).hasValue(31);
    assertThat(properties.number("capsEx")).hasValue(7);
    assertThat(properties.member("fourCcList"))
        .contains(
            new AmfStrictArray(
                Stream.of(
                        "avc1", "hvc1", "vvc1", "av01", "vp09", "vp08", "mp4a", "Opus", "fLaC",
                        "ac-3", "ec-3", ".mp3")
                    .<AmfValue>map(AmfString::new)
                    .toList()));
    assertThat(((AmfMembers) properties.member("videoFourCcInfoMap").orElseThrow()).members())
        .containsOnlyKeys("avc1", "hvc1", "vvc1", "av01", "vp09", "vp08")
        .containsEntry("av01", new AmfNumber(4));
    assertThat(((AmfMembers) properties.member("audioFourCcInfoMap").orElseThrow()).members())
        .containsOnlyKeys("mp4a", "Opus", "fLaC", "ac-3", "ec-3", ".mp3")
        .containsEntry("Opus", new AmfNumber(4));
  }

  static Stream<AmfObject> ofTheWrongType() {
    return Stream.of(
        AmfObject.EMPTY,
        AmfObject.EMPTY.with("capsEx", "1"),
        AmfObject.EMPTY.with("capsEx", AmfNull.NULL),
        AmfObject.EMPTY.with("fourCcList", "hvc1"),
        AmfObject.EMPTY.with("videoFourCcInfoMap", 4),
        AmfObject.EMPTY.with("audioFourCcInfoMap", new AmfStrictArray(List.of())));
  }

  @ParameterizedTest
  @MethodSource("ofTheWrongType")
  void answersOthersAsBefore(AmfObject object) {
    assertThat(Capabilities.of(object)).isEqualTo(Capabilities.NONE);
    assertThat(answerTo(object).members()).containsOnlyKeys("fmsVer", "capabilities");
  }

  @Test
  void tellsTheConnectionWhatTheClientCan() {
    AmfObject object = AmfObject.EMPTY.with("app", "live").with("capsEx", 1);

    Session.Transition transition = connect(object);

    assertThat(transition.actions())
        .contains(new SessionAction.Introduce("", "", new Capabilities(true, 1)));
  }

  private static AmfMembers answerTo(AmfObject announcement) {
    Session.Transition transition = connect(announcement.with("app", "live"));
    Command answer = (Command) ((SessionAction.Send) transition.actions().getLast()).message();
    return (AmfMembers) answer.commandObject();
  }

  private static Session.Transition connect(AmfObject object) {
    Command connect = new Command(0, "connect", 1, object, List.of());
    return Session.next(new SessionState.Connecting(), new SessionEvent.Called(connect));
  }
}
