package live.vitrine.media.rtmp.session;

import static live.vitrine.media.rtmp.session.Calls.call;
import static live.vitrine.media.rtmp.session.Calls.connect;
import static live.vitrine.media.rtmp.session.Calls.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.message.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final SessionState CONNECTING = new SessionState.Connecting();
  private static final SessionState CONNECTED = new SessionState.Connected(1);
  private static final SessionState REQUESTED = new SessionState.PublishRequested(1, 1);
  private static final SessionState PUBLISHING = new SessionState.Publishing(1, 1);
  private static final SessionState PLAYING = new SessionState.Playing(1, 1);

  private static SessionEvent called(Command command) {
    return new SessionEvent.Called(command);
  }

  static Stream<Arguments> transitions() {
    SessionEvent granted = new SessionEvent.PublishGranted();
    SessionEvent refused = new SessionEvent.PublishRefused("no");
    return Stream.of(
        // Before connect
        arguments(
            "publish before connect",
            CONNECTING,
            called(on(1, "publish", 5, "key")),
            CONNECTING,
            List.of("close COMMAND_BEFORE_CONNECT")),
        arguments(
            "createStream before connect",
            CONNECTING,
            called(call("createStream", 2)),
            CONNECTING,
            List.of("close COMMAND_BEFORE_CONNECT")),
        arguments(
            "unknown call before connect",
            CONNECTING,
            called(call("x", 0)),
            CONNECTING,
            List.of("close COMMAND_BEFORE_CONNECT")),
        // Connected
        arguments(
            "connect twice",
            CONNECTED,
            called(connect("live")),
            CONNECTED,
            List.of("_error 1 NetConnection.Connect.Rejected", "close CONNECT_TWICE")),
        arguments(
            "releaseStream",
            CONNECTED,
            called(call("releaseStream", 2, "key")),
            CONNECTED,
            List.of("_result 2")),
        arguments(
            "FCPublish",
            CONNECTED,
            called(call("FCPublish", 3, "key")),
            CONNECTED,
            List.of("_result 3", "onFCPublish NetStream.Publish.Start")),
        arguments(
            "FCPublish without answer",
            CONNECTED,
            called(call("FCPublish", 0, "key")),
            CONNECTED,
            List.of("onFCPublish NetStream.Publish.Start")),
        arguments(
            "FCSubscribe",
            CONNECTED,
            called(call("FCSubscribe", 4, "id")),
            CONNECTED,
            List.of("_result 4", "onFCSubscribe NetStream.Play.Start")),
        arguments(
            "createStream",
            CONNECTED,
            called(call("createStream", 4)),
            new SessionState.Connected(2),
            List.of("_result 4 2")),
        arguments(
            "createStream too often",
            new SessionState.Connected(8),
            called(call("createStream", 4)),
            new SessionState.Connected(8),
            List.of("_error 4 NetConnection.Call.Failed")),
        arguments(
            "publish",
            CONNECTED,
            called(on(1, "publish", 5, "key", "live")),
            REQUESTED,
            List.of("publish? key")),
        arguments(
            "publish with a query",
            CONNECTED,
            called(on(1, "publish", 5, "key?x=1")),
            REQUESTED,
            List.of("publish? key")),
        arguments(
            "publish without a name",
            CONNECTED,
            called(on(1, "publish", 5)),
            REQUESTED,
            List.of("publish? ")),
        arguments(
            "getStreamLength",
            CONNECTED,
            called(call("getStreamLength", 6, "id")),
            CONNECTED,
            List.of("_result 6 0")),
        arguments(
            "_checkbw", CONNECTED, called(call("_checkbw", 7)), CONNECTED, List.of("_result 7")),
        arguments(
            "_checkbw without answer",
            CONNECTED,
            called(call("_checkbw", 0)),
            CONNECTED,
            List.of()),
        arguments(
            "unknown call",
            CONNECTED,
            called(call("doTheThing", 8)),
            CONNECTED,
            List.of("_error 8 NetConnection.Call.Failed")),
        arguments(
            "unknown call without answer",
            CONNECTED,
            called(call("doTheThing", 0)),
            CONNECTED,
            List.of()),
        arguments("answers", CONNECTED, called(call("_result", 9)), CONNECTED, List.of()),
        arguments(
            "deleteStream without stream",
            CONNECTED,
            called(call("deleteStream", 0)),
            CONNECTED,
            List.of()),
        // Publishing
        arguments(
            "granted",
            REQUESTED,
            granted,
            PUBLISHING,
            List.of("begin 1", "onStatus@1 NetStream.Publish.Start")),
        arguments("granted too late", CONNECTED, granted, CONNECTED, List.of()),
        arguments(
            "refused",
            REQUESTED,
            refused,
            REQUESTED,
            List.of("onStatus@1 NetStream.Publish.BadName", "close PUBLISH_REFUSED")),
        arguments(
            "publish twice",
            PUBLISHING,
            called(on(1, "publish", 6, "key")),
            PUBLISHING,
            List.of("onStatus@1 NetStream.Publish.BadName", "close PUBLISH_TWICE")),
        arguments(
            "FCUnpublish",
            PUBLISHING,
            called(call("FCUnpublish", 6, "key")),
            CONNECTED,
            List.of(
                "end publish",
                "onFCUnpublish NetStream.Unpublish.Success",
                "_result 6",
                "onStatus@1 NetStream.Unpublish.Success")),
        arguments(
            "closeStream",
            PUBLISHING,
            called(on(1, "closeStream", 0)),
            CONNECTED,
            List.of("end publish", "onStatus@1 NetStream.Unpublish.Success")),
        arguments(
            "deleteStream",
            PUBLISHING,
            called(call("deleteStream", 0)),
            CONNECTED,
            List.of("end publish", "onStatus@1 NetStream.Unpublish.Success")),
        arguments(
            "createStream while publishing",
            PUBLISHING,
            called(call("createStream", 7)),
            PUBLISHING,
            List.of("_error 7 NetConnection.Call.Failed")),
        // Playing
        arguments(
            "play", CONNECTED, called(on(1, "play", 4, "id")), PLAYING, List.of("play? id@1")),
        arguments(
            "play on a stream never made",
            CONNECTED,
            called(on(2, "play", 4, "id")),
            CONNECTED,
            List.of("_error 4 NetStream.Failed")),
        arguments(
            "play on a negative stream",
            CONNECTED,
            called(on(-1, "play", 4, "id")),
            CONNECTED,
            List.of("_error 4 NetStream.Failed")),
        arguments(
            "play granted",
            PLAYING,
            new SessionEvent.PlayGranted(),
            PLAYING,
            List.of(
                "begin 1",
                "onStatus@1 NetStream.Play.Reset",
                "onStatus@1 NetStream.Play.Start",
                "start play")),
        arguments(
            "play refused",
            PLAYING,
            new SessionEvent.PlayRefused("not live"),
            PLAYING,
            List.of("onStatus@1 NetStream.Play.StreamNotFound", "close NOT_LIVE")),
        arguments("pause", PLAYING, called(on(1, "pause", 5)), PLAYING, List.of("_result 5")),
        arguments(
            "stop watching",
            PLAYING,
            called(on(1, "closeStream", 0)),
            CONNECTED,
            List.of("end play")),
        arguments(
            "stream over",
            PLAYING,
            new SessionEvent.StreamEnded(),
            PLAYING,
            List.of(
                "eof 1",
                "onStatus@1 NetStream.Play.UnpublishNotify",
                "onStatus@1 NetStream.Play.Stop",
                "close STREAM_ENDED")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transitions")
  void goesOn(
      String name, SessionState from, SessionEvent event, SessionState to, List<String> does) {
    Session.Transition transition = Session.next(from, event);

    assertThat(transition.state()).isEqualTo(to);
    assertThat(ActionText.of(transition.actions())).isEqualTo(does);
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "live/", "live//", "live?token=1", "live/?a=b/c", "live?"})
  void acceptsEverySpellingOfTheApplication(String application) {
    Session.Transition transition = Session.next(CONNECTING, called(connect(application)));

    assertThat(transition.state()).isEqualTo(new SessionState.Connected(0));
    assertThat(ActionText.of(transition.actions()))
        .containsExactly(
            "is FMLE/3.0 (compatible; test)",
            "window 2500000",
            "bandwidth 2500000",
            "chunks 60000",
            "_result 1 NetConnection.Connect.Success");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "?live", "Live", "live2", "liv", "live/x", "../live", "live\n", " live"})
  void refusesOtherApplications(String application) {
    Session.Transition transition = Session.next(CONNECTING, called(connect(application)));

    assertThat(transition.state()).isEqualTo(CONNECTING);
    assertThat(ActionText.of(transition.actions()))
        .containsExactly("_error 1 NetConnection.Connect.InvalidApp", "close WRONG_APPLICATION");
  }

  @Test
  void looksAtAnyApplicationInLinearTime() {
    // A pattern that backtracks needs hours for this.
    String hostile = "live" + "?/".repeat(30_000) + "\nx";

    Session.Transition transition =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> Session.next(CONNECTING, called(connect("x" + hostile))));

    assertThat(ActionText.of(transition.actions())).contains("close WRONG_APPLICATION");
  }

  @Test
  void answersABurstOfCallsInOrder() {
    List<String> answers = new ArrayList<>();
    SessionState state = new SessionState.Connected(0);
    for (Command command :
        List.of(
            call("releaseStream", 2, "key"),
            call("FCPublish", 3, "key"),
            call("createStream", 4),
            on(1, "publish", 5, "key", "live"))) {
      Session.Transition transition = Session.next(state, called(command));
      state = transition.state();
      answers.addAll(ActionText.of(transition.actions()));
    }

    assertThat(state).isEqualTo(new SessionState.PublishRequested(1, 1));
    assertThat(answers)
        .containsExactly(
            "_result 2",
            "_result 3",
            "onFCPublish NetStream.Publish.Start",
            "_result 4 1",
            "publish? key");
  }

  @Test
  void letsAnEncoderStartAndStopOnOneConnectionForEver() {
    SessionState state = new SessionState.Connected(0);
    for (int i = 0; i < 3 * Session.MAX_MESSAGE_STREAMS; i++) {
      state = Session.next(state, called(call("createStream", 2))).state();
      state = Session.next(state, called(on(1, "publish", 3, "key", "live"))).state();
      state = Session.next(state, new SessionEvent.PublishGranted()).state();
      assertThat(state).isEqualTo(new SessionState.Publishing(1, 1));
      Command delete = new Command(0, "deleteStream", 4, AmfNull.NULL, List.of(new AmfNumber(1)));
      state = Session.next(state, called(delete)).state();
    }
    assertThat(state).isEqualTo(new SessionState.Connected(0));
  }

  @Test
  void answersInTheObjectEncodingThatWasAskedFor() {
    AmfObject object = AmfObject.EMPTY.with("app", "live").with("objectEncoding", 3);

    Session.Transition transition =
        Session.next(CONNECTING, called(new Command(0, "connect", 1, object, List.of())));

    AmfValue information =
        ((Command) ((SessionAction.Send) transition.actions().getLast()).message())
            .arguments()
            .getFirst();
    assertThat(((AmfMembers) information).number("objectEncoding")).hasValue(3);
  }

  @Test
  void surviesAConnectWithoutObject() {
    Session.Transition transition =
        Session.next(CONNECTING, called(new Command(0, "connect", 1, AmfNull.NULL, List.of())));

    assertThat(ActionText.of(transition.actions())).contains("close WRONG_APPLICATION");
  }

  @Test
  void keepsOnlyPrintableAndShortAgents() {
    AmfObject object =
        AmfObject.EMPTY.with("app", "live").with("flashVer", "a\r\nb" + "c".repeat(500));

    Session.Transition transition =
        Session.next(CONNECTING, called(new Command(0, "connect", 1, object, List.of())));

    assertThat(ActionText.of(transition.actions()).getFirst())
        .isEqualTo("is a??b" + "c".repeat(96));
  }
}
