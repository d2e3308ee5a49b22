package live.vitrine.media.rtmp.client;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.client.ClientState.Closed;
import live.vitrine.media.rtmp.client.ClientState.Connecting;
import live.vitrine.media.rtmp.client.ClientState.CreatingStream;
import live.vitrine.media.rtmp.client.ClientState.Requested;
import live.vitrine.media.rtmp.client.ClientState.Running;
import live.vitrine.media.rtmp.client.ClientState.Shaking;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.SetChunkSize;
import live.vitrine.media.rtmp.message.UserControl;
import live.vitrine.media.rtmp.message.WindowAcknowledgementSize;

/** The rules of a client's session, without side effects: (state, event) to (state, actions). */
final class ClientSession {
  private static final double CONNECT = 1;
  private static final double CREATE_STREAM = 4;
  private static final double REQUEST = 5;
  private static final double UNPUBLISH = 6;

  /** A live stream, and if there is none of that name a recorded one (section 7.2.2.1). */
  private static final double LIVE_OR_RECORDED = -2;

  private static final long BUFFER_MILLIS = 1_000;
  private static final int WINDOW = 2_500_000;

  /** What follows from an event. */
  record Transition(ClientState state, List<ClientAction> actions) {}

  private final ClientCall call;
  private final int chunkSize;
  private final List<ClientAction> actions = new ArrayList<>();

  private ClientSession(ClientCall call, int chunkSize) {
    this.call = call;
    this.chunkSize = chunkSize;
  }

  /**
   * What follows.
   *
   * @param chunkSize of what this side sends
   */
  static Transition next(ClientCall call, int chunkSize, ClientState state, ClientEvent event) {
    ClientSession session = new ClientSession(call, chunkSize);
    return new Transition(session.apply(state, event), session.actions);
  }

  private ClientState apply(ClientState state, ClientEvent event) {
    if (state instanceof Closed) {
      return state;
    }
    return switch (event) {
      case ClientEvent.Shaken() -> shaken(state);
      case ClientEvent.Called(Command command) -> called(state, command);
      case ClientEvent.StreamEof() ->
          state instanceof Running ? close(ClientEnd.over("the stream is over")) : state;
      case ClientEvent.Stopped() -> stopped(state);
    };
  }

  private ClientState shaken(ClientState state) {
    if (!(state instanceof Shaking)) {
      return state;
    }
    send(new Command(0, "connect", CONNECT, ConnectObject.of(call.address()), List.of()));
    return new Connecting();
  }

  private ClientState called(ClientState state, Command command) {
    if (command.name().equals("close")) {
      return close(ClientEnd.failed("the server closed the connection"));
    }
    return switch (state) {
      case Connecting() -> connecting(state, command);
      case CreatingStream() -> creating(state, command);
      case Requested(int id) -> requested(state, id, command);
      case Running _ -> running(state, command);
      case Shaking _, Closed _ -> state;
    };
  }

  private ClientState connecting(ClientState state, Command command) {
    if (command.transactionId() != CONNECT) {
      return state;
    }
    if (command.name().equals("_error")) {
      return close(ClientEnd.refused(said("connect refused", command)));
    }
    if (!command.name().equals("_result")) {
      return state;
    }
    send(new WindowAcknowledgementSize(WINDOW));
    send(new SetChunkSize(chunkSize));
    if (call.purpose() == ClientCall.Purpose.PUBLISH) {
      // Flash Media Server and its relatives know these; the others answer with an error or not.
      send(command("releaseStream", 2, AmfNull.NULL, name()));
      send(command("FCPublish", 3, AmfNull.NULL, name()));
    }
    send(command("createStream", CREATE_STREAM, AmfNull.NULL));
    return new CreatingStream();
  }

  private ClientState creating(ClientState state, Command command) {
    if (command.transactionId() != CREATE_STREAM) {
      return state;
    }
    if (command.name().equals("_error")) {
      return close(ClientEnd.refused(said("no message stream", command)));
    }
    if (!command.name().equals("_result")) {
      return state;
    }
    if (command.arguments().isEmpty()
        || !(command.arguments().getFirst() instanceof AmfNumber(double number))
        || number < 0
        || number > Integer.MAX_VALUE
        || number != (int) number) {
      return close(ClientEnd.failed("createStream was answered without a number"));
    }
    int id = (int) number;
    switch (call.purpose()) {
      case PUBLISH -> send(on(id, "publish", name(), new AmfString("live")));
      case PLAY -> {
        send(on(id, "play", name(), new AmfNumber(LIVE_OR_RECORDED)));
        send(new UserControl.SetBufferLength(id, BUFFER_MILLIS));
      }
    }
    return new Requested(id);
  }

  private ClientState requested(ClientState state, int id, Command command) {
    if (command.name().equals("_error") && command.transactionId() == REQUEST) {
      return close(ClientEnd.refused(said("refused", command)));
    }
    if (!command.name().equals("onStatus")) {
      return state;
    }
    String code = information(command, "code");
    boolean granted =
        switch (call.purpose()) {
          case PUBLISH -> code.equals("NetStream.Publish.Start");
          case PLAY -> code.equals("NetStream.Play.Start");
        };
    if (granted) {
      actions.add(new ClientAction.Ready(id));
      return new Running(id);
    }
    return isError(command) ? close(ClientEnd.refused(said("refused", command))) : state;
  }

  private ClientState running(ClientState state, Command command) {
    if (!command.name().equals("onStatus")) {
      return state;
    }
    if (isError(command)) {
      return close(ClientEnd.failed(said("the server ended it", command)));
    }
    return switch (information(command, "code")) {
      case "NetStream.Play.Stop",
          "NetStream.Play.UnpublishNotify",
          "NetStream.Play.Complete",
          "NetStream.Unpublish.Success" ->
          close(ClientEnd.over("the stream is over"));
      default -> state;
    };
  }

  private ClientState stopped(ClientState state) {
    if (state instanceof Running(int id) && call.purpose() == ClientCall.Purpose.PUBLISH) {
      send(command("FCUnpublish", UNPUBLISH, AmfNull.NULL, name()));
      send(command("deleteStream", UNPUBLISH + 1, AmfNull.NULL, new AmfNumber(id)));
    }
    return close(ClientEnd.stopped());
  }

  private static boolean isError(Command command) {
    String code = information(command, "code");
    return information(command, "level").equals("error")
        || code.endsWith(".BadName")
        || code.endsWith(".Denied")
        || code.endsWith(".Failed")
        || code.endsWith(".StreamNotFound");
  }

  /** What the server says, without the stream's name: it may repeat a key. */
  private String said(String what, Command command) {
    String code = information(command, "code");
    String description = information(command, "description");
    String text = code + (description.isEmpty() ? "" : ": " + description);
    return what + (text.isEmpty() ? "" : ": " + masked(text));
  }

  /** Servers repeat the name with the query behind it, or without. */
  private String masked(String text) {
    String name = call.address().name();
    int query = name.indexOf('?');
    String whole = text.replace(name, "***");
    return query < 1 ? whole : whole.replace(name.substring(0, query), "***");
  }

  private static String information(Command command, String member) {
    for (AmfValue value : command.arguments()) {
      if (value instanceof AmfMembers members) {
        return members.string(member).orElse("");
      }
    }
    return "";
  }

  private AmfString name() {
    return new AmfString(call.address().name());
  }

  private static Command command(
      String name, double transactionId, AmfValue object, AmfValue... arguments) {
    return new Command(0, name, transactionId, object, List.of(arguments));
  }

  private static Command on(int messageStreamId, String name, AmfValue... arguments) {
    return new Command(messageStreamId, name, REQUEST, AmfNull.NULL, List.of(arguments));
  }

  private ClientState close(ClientEnd end) {
    actions.add(new ClientAction.Close(end));
    return new Closed();
  }

  private void send(RtmpMessage message) {
    actions.add(new ClientAction.Send(message));
  }
}
