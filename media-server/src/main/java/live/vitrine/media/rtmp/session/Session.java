package live.vitrine.media.rtmp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.SetChunkSize;
import live.vitrine.media.rtmp.message.SetPeerBandwidth;
import live.vitrine.media.rtmp.message.UserControl;
import live.vitrine.media.rtmp.message.WindowAcknowledgementSize;
import live.vitrine.media.rtmp.session.SessionState.Connected;
import live.vitrine.media.rtmp.session.SessionState.Connecting;
import live.vitrine.media.rtmp.session.SessionState.Playing;
import live.vitrine.media.rtmp.session.SessionState.PublishRequested;
import live.vitrine.media.rtmp.session.SessionState.Publishing;

/** The rules of a session, without side effects: (state, event) to (state, actions). */
final class Session {
  /** The only application; hosts are given {@code rtmp://ADDRESS/live}. */
  static final String APPLICATION = "live";

  /** Bytes that a client may send before it has to be told that they came. */
  static final int WINDOW = 2_500_000;

  /** Few enough chunks that their headers cost nothing, below Flash's limit of 65,536. */
  static final int CHUNK_SIZE = 60_000;

  /** Message streams that one connection may make. */
  static final int MAX_MESSAGE_STREAMS = 8;

  /** What ends a publication, or the wait for one. */
  static final Set<String> GIVING_UP = Set.of("FCUnpublish", "closeStream", "deleteStream");

  private static final int MAX_AGENT_LENGTH = 100;

  /** Possessive, so that no text makes it backtrack. */
  private static final Pattern SERVER =
      Pattern.compile("(rtmps?://[A-Za-z0-9.:_\\[\\]-]{1,255}+)(?:/|$)");

  /** What follows from an event. */
  record Transition(SessionState state, List<SessionAction> actions) {}

  private final List<SessionAction> actions = new ArrayList<>();

  private Session() {}

  static Transition next(SessionState state, SessionEvent event) {
    Session session = new Session();
    return new Transition(session.apply(state, event), session.actions);
  }

  private SessionState apply(SessionState state, SessionEvent event) {
    return switch (event) {
      case SessionEvent.Called(Command command) -> called(state, command);
      case SessionEvent.PublishGranted() -> publishGranted(state);
      case SessionEvent.PublishRefused(String reason) -> publishRefused(state, reason);
      case SessionEvent.PlayGranted() -> playGranted(state);
      case SessionEvent.PlayRefused(String reason) -> playRefused(state, reason);
      case SessionEvent.StreamEnded() -> streamEnded(state);
    };
  }

  private SessionState called(SessionState state, Command command) {
    return switch (state) {
      case Connecting() -> {
        if (command.name().equals("connect")) {
          yield connect(command);
        }
        yield close(state, CloseCause.COMMAND_BEFORE_CONNECT);
      }
      case Connected connected -> calledConnected(connected, command);
      case PublishRequested requested -> calledRequested(requested, command);
      case Publishing publishing -> calledPublishing(publishing, command);
      case Playing playing -> calledPlaying(playing, command);
    };
  }

  private SessionState connect(Command command) {
    AmfMembers object =
        command.commandObject() instanceof AmfMembers members ? members : AmfObject.EMPTY;
    if (!isApplication(object.string("app").orElse(""))) {
      send(
          Answers.refused(
              command,
              "NetConnection.Connect.InvalidApp",
              "The server address ends in /" + APPLICATION + ": rtmp://ADDRESS/" + APPLICATION));
      return close(new Connecting(), CloseCause.WRONG_APPLICATION);
    }
    Capabilities capabilities = Capabilities.of(object);
    actions.add(new SessionAction.Introduce(agent(object), serverUrl(object), capabilities));
    send(new WindowAcknowledgementSize(WINDOW));
    send(new SetPeerBandwidth(WINDOW, SetPeerBandwidth.Limit.DYNAMIC));
    send(new SetChunkSize(CHUNK_SIZE));
    send(Answers.connected(command, object.number("objectEncoding").orElse(0), capabilities));
    return new Connected(0);
  }

  /**
   * Whether a client means the only application, with slashes or a query behind it as some send.
   * Without a regular expression: a stranger chooses the text, and backtracking would let one
   * connection stop the event loop.
   */
  private static boolean isApplication(String given) {
    int query = given.indexOf('?');
    int end = query < 0 ? given.length() : query;
    while (end > 0 && given.charAt(end - 1) == '/') {
      end--;
    }
    return end == APPLICATION.length() && given.startsWith(APPLICATION);
  }

  private static String agent(AmfMembers object) {
    String flashVersion = object.string("flashVer").orElse("");
    return flashVersion
        .substring(0, Math.min(flashVersion.length(), MAX_AGENT_LENGTH))
        .replaceAll("[^ -~]", "?");
  }

  /** What the client connected to, as far as it can hold no secret: nothing behind the port. */
  private static String serverUrl(AmfMembers object) {
    Matcher server = SERVER.matcher(object.string("tcUrl").orElse(""));
    return server.lookingAt() ? server.group(1) + "/" + APPLICATION : "";
  }

  private SessionState calledConnected(Connected state, Command command) {
    return switch (command.name()) {
      case "createStream" -> createStream(state, command);
      case "publish" -> {
        actions.add(new SessionAction.RequestPublish(name(command)));
        yield new PublishRequested(state.lastStreamId(), command.messageStreamId());
      }
      case "play" -> {
        if (command.messageStreamId() < 0 || command.messageStreamId() > state.lastStreamId()) {
          send(
              Answers.refused(command, "NetStream.Failed", "Play on a stream of this connection."));
          yield state;
        }
        actions.add(new SessionAction.RequestPlay(name(command), command.messageStreamId()));
        yield new Playing(state.lastStreamId(), command.messageStreamId());
      }
      case "deleteStream" -> new Connected(lastStreamAfter(state.lastStreamId(), command));
      default -> calledAny(state, command);
    };
  }

  /**
   * The newest message stream after a call that may delete it. An encoder that starts and stops on
   * one connection makes and deletes a stream each time, and gets the same number again.
   */
  private static int lastStreamAfter(int lastStreamId, Command command) {
    boolean deleted =
        command.name().equals("deleteStream")
            && !command.arguments().isEmpty()
            && command.arguments().getFirst() instanceof AmfNumber(double id)
            && id == lastStreamId
            && lastStreamId > 0;
    return deleted ? lastStreamId - 1 : lastStreamId;
  }

  private SessionState createStream(Connected state, Command command) {
    int id = state.lastStreamId() + 1;
    if (id > MAX_MESSAGE_STREAMS) {
      send(
          Answers.refused(
              command,
              "NetConnection.Call.Failed",
              "At most " + MAX_MESSAGE_STREAMS + " streams on one connection."));
      return state;
    }
    send(Answers.number(command, id));
    return new Connected(id);
  }

  private SessionState calledRequested(PublishRequested state, Command command) {
    return switch (command.name()) {
      case "FCUnpublish", "closeStream", "deleteStream" -> {
        // It gives up before the answer.
        answerIfAsked(command);
        yield new Connected(lastStreamAfter(state.lastStreamId(), command));
      }
      default -> calledAny(state, command);
    };
  }

  private SessionState calledPublishing(Publishing state, Command command) {
    return switch (command.name()) {
      case "FCUnpublish", "closeStream", "deleteStream" -> {
        actions.add(new SessionAction.EndPublish());
        if (command.name().equals("FCUnpublish")) {
          send(Answers.notice("onFCUnpublish", "NetStream.Unpublish.Success", "Stopped."));
          answerIfAsked(command);
        }
        send(
            Answers.status(
                state.messageStreamId(), "NetStream.Unpublish.Success", "Publishing stopped."));
        yield new Connected(lastStreamAfter(state.lastStreamId(), command));
      }
      case "publish" -> {
        send(
            Answers.error(
                command.messageStreamId(),
                "NetStream.Publish.BadName",
                "This connection publishes already."));
        yield close(state, CloseCause.PUBLISH_TWICE);
      }
      default -> calledAny(state, command);
    };
  }

  private SessionState calledPlaying(Playing state, Command command) {
    return switch (command.name()) {
      case "closeStream", "deleteStream" -> {
        actions.add(new SessionAction.EndPlay());
        yield new Connected(lastStreamAfter(state.lastStreamId(), command));
      }
      // A live stream goes on whatever a player does; it is told so only if it asks.
      case "pause", "seek", "receiveAudio", "receiveVideo", "play" -> {
        answerIfAsked(command);
        yield state;
      }
      default -> calledAny(state, command);
    };
  }

  /** Calls that change nothing here, whatever the state. */
  private SessionState calledAny(SessionState state, Command command) {
    switch (command.name()) {
      case "connect" -> {
        send(
            Answers.refused(
                command, "NetConnection.Connect.Rejected", "This connection is connected."));
        return close(state, CloseCause.CONNECT_TWICE);
      }
      case "releaseStream", "_checkbw", "checkBandwidth", "FCUnpublish" -> answerIfAsked(command);
      case "FCPublish" -> {
        answerIfAsked(command);
        send(Answers.notice("onFCPublish", "NetStream.Publish.Start", "Ready to publish."));
      }
      case "FCSubscribe" -> {
        answerIfAsked(command);
        send(Answers.notice("onFCSubscribe", "NetStream.Play.Start", "Ready to play."));
      }
      case "getStreamLength" -> send(Answers.number(command, 0));
      case "closeStream", "deleteStream", "_result", "_error", "onStatus" -> {}
      default -> {
        if (command.transactionId() > 0) {
          send(Answers.refused(command, "NetConnection.Call.Failed", "There is no such call."));
        }
      }
    }
    return state;
  }

  private void answerIfAsked(Command command) {
    if (command.transactionId() > 0) {
      send(Answers.done(command));
    }
  }

  private SessionState publishGranted(SessionState state) {
    if (!(state instanceof PublishRequested requested)) {
      return state;
    }
    send(new UserControl.StreamBegin(requested.messageStreamId()));
    send(
        Answers.status(
            requested.messageStreamId(), "NetStream.Publish.Start", "Publishing started."));
    return new Publishing(requested.lastStreamId(), requested.messageStreamId());
  }

  private SessionState publishRefused(SessionState state, String reason) {
    if (state instanceof PublishRequested requested) {
      send(Answers.error(requested.messageStreamId(), "NetStream.Publish.BadName", reason));
    }
    return close(state, CloseCause.PUBLISH_REFUSED);
  }

  private SessionState playGranted(SessionState state) {
    if (state instanceof Playing playing) {
      int id = playing.messageStreamId();
      send(new UserControl.StreamBegin(id));
      send(Answers.status(id, "NetStream.Play.Reset", "Playing is reset."));
      send(Answers.status(id, "NetStream.Play.Start", "Playing started."));
      actions.add(new SessionAction.StartPlay());
    }
    return state;
  }

  private SessionState playRefused(SessionState state, String reason) {
    if (state instanceof Playing playing) {
      send(Answers.error(playing.messageStreamId(), "NetStream.Play.StreamNotFound", reason));
    }
    return close(state, CloseCause.NOT_LIVE);
  }

  private SessionState streamEnded(SessionState state) {
    if (state instanceof Playing playing) {
      int id = playing.messageStreamId();
      send(new UserControl.StreamEof(id));
      send(Answers.status(id, "NetStream.Play.UnpublishNotify", "The stream is over."));
      send(Answers.status(id, "NetStream.Play.Stop", "The stream is over."));
    }
    return close(state, CloseCause.STREAM_ENDED);
  }

  private SessionState close(SessionState state, CloseCause reason) {
    actions.add(new SessionAction.Close(reason));
    return state;
  }

  private void send(RtmpMessage message) {
    actions.add(new SessionAction.Send(message));
  }

  /** The first argument of publish or play, without the query that some clients append. */
  private static String name(Command command) {
    if (command.arguments().isEmpty()
        || !(command.arguments().getFirst() instanceof AmfString(String name))) {
      return "";
    }
    int query = name.indexOf('?');
    return query < 0 ? name : name.substring(0, query);
  }
}
