package live.vitrine.media.rtmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.SetChunkSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSessionTest {
  private static final RtmpAddress ADDRESS = RtmpAddress.parse("rtmp://a.example/live/secret");

  private final List<ClientAction> actions = new ArrayList<>();
  private ClientState state = new ClientState.Shaking();
  private ClientCall call = new ClientCall(ClientCall.Purpose.PUBLISH, ADDRESS);

  private void happens(ClientEvent event) {
    actions.clear();
    ClientSession.Transition transition = ClientSession.next(call, 60_000, state, event);
    state = transition.state();
    actions.addAll(transition.actions());
  }

  private void called(String name, double transactionId, AmfValue argument) {
    happens(
        new ClientEvent.Called(
            new Command(0, name, transactionId, AmfNull.NULL, List.of(argument))));
  }

  private void status(String level, String code) {
    called("onStatus", 0, information(level, code));
  }

  private static AmfObject information(String level, String code) {
    return AmfObject.EMPTY
        .with("level", level)
        .with("code", code)
        .with("description", "about secret");
  }

  private List<String> sent() {
    List<String> names = new ArrayList<>();
    for (ClientAction action : actions) {
      if (action instanceof ClientAction.Send(Command command)) {
        names.add(command.name() + "@" + command.messageStreamId());
      } else if (action instanceof ClientAction.Send(SetChunkSize(int size))) {
        names.add("chunks " + size);
      }
    }
    return names;
  }

  private ClientEnd end() {
    return actions.stream()
        .filter(ClientAction.Close.class::isInstance)
        .map(action -> ((ClientAction.Close) action).end())
        .findFirst()
        .orElseThrow();
  }

  private void connect() {
    happens(new ClientEvent.Shaken());
    called("_result", 1, information("status", "NetConnection.Connect.Success"));
    called("_result", 4, new AmfNumber(7));
  }

  @Test
  void publishes() {
    happens(new ClientEvent.Shaken());
    assertThat(sent()).containsExactly("connect@0");
    called("_result", 1, information("status", "NetConnection.Connect.Success"));
    assertThat(sent())
        .containsExactly("chunks 60000", "releaseStream@0", "FCPublish@0", "createStream@0");
    called("_error", 2, information("error", "NetConnection.Call.Failed"));
    assertThat(actions).isEmpty();
    called("_result", 4, new AmfNumber(7));
    assertThat(sent()).containsExactly("publish@7");
    status("status", "NetStream.Publish.Start");
    assertThat(actions).containsExactly(new ClientAction.Ready(7));
    happens(new ClientEvent.Stopped());
    assertThat(sent()).containsExactly("FCUnpublish@0", "deleteStream@0");
    assertThat(end().kind()).isEqualTo(ClientEnd.Kind.STOPPED);
    status("error", "NetStream.Publish.BadName");
    assertThat(actions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NetStream.Play.Stop", "NetStream.Play.UnpublishNotify"})
  void playsUntilTheStreamIsOver(String code) {
    call = new ClientCall(ClientCall.Purpose.PLAY, ADDRESS);
    connect();
    assertThat(sent()).containsExactly("play@7");
    status("status", "NetStream.Play.Reset");
    assertThat(actions).isEmpty();
    status("status", "NetStream.Play.Start");
    assertThat(actions).containsExactly(new ClientAction.Ready(7));
    status("status", code);
    assertThat(end().kind()).isEqualTo(ClientEnd.Kind.OVER);
  }

  @Test
  void saysWhyItWasRefusedWithoutTheKey() {
    connect();
    status("error", "NetStream.Publish.BadName");
    assertThat(end()).isEqualTo(ClientEnd.refused("refused: NetStream.Publish.BadName: about ***"));
  }

  @Test
  void keepsTheKeyBackAlsoWhereTheServerLeavesTheQueryAway() {
    RtmpAddress address = RtmpAddress.parse("rtmp://a.example/live/secret?token=1");
    call = new ClientCall(ClientCall.Purpose.PUBLISH, address);
    connect();
    status("error", "NetStream.Publish.BadName");
    assertThat(end()).isEqualTo(ClientEnd.refused("refused: NetStream.Publish.BadName: about ***"));
  }

  @Test
  void isRefusedAtConnect() {
    happens(new ClientEvent.Shaken());
    called("_error", 1, information("error", "NetConnection.Connect.InvalidApp"));
    assertThat(end().kind()).isEqualTo(ClientEnd.Kind.REFUSED);
  }

  @Test
  void failsWithoutAMessageStream() {
    happens(new ClientEvent.Shaken());
    called("_result", 1, AmfNull.NULL);
    called("_result", 4, AmfNull.NULL);
    assertThat(end().kind()).isEqualTo(ClientEnd.Kind.FAILED);
  }

  @Test
  void triesAgainAfterAnErrorWhileItPublishes() {
    connect();
    status("status", "NetStream.Publish.Start");
    status("error", "NetStream.Publish.Denied");
    assertThat(end().kind()).isEqualTo(ClientEnd.Kind.FAILED);
  }
}
