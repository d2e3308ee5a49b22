package live.vitrine.media.rtmp.session;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.SetChunkSize;
import live.vitrine.media.rtmp.message.SetPeerBandwidth;
import live.vitrine.media.rtmp.message.UserControl;
import live.vitrine.media.rtmp.message.WindowAcknowledgementSize;

/** Actions as short words: {@code _result 4 1}, {@code onStatus@1 NetStream.Publish.Start}. */
final class ActionText {
  private ActionText() {}

  static List<String> of(List<SessionAction> actions) {
    return actions.stream().map(ActionText::of).toList();
  }

  private static String of(SessionAction action) {
    return switch (action) {
      case SessionAction.Send(RtmpMessage message) -> of(message);
      case SessionAction.RequestPublish(String name) -> "publish? " + name;
      case SessionAction.EndPublish() -> "end publish";
      case SessionAction.RequestPlay(String name, int stream) ->
          "play? %s@%d".formatted(name, stream);
      case SessionAction.StartPlay() -> "start play";
      case SessionAction.EndPlay() -> "end play";
      case SessionAction.Introduce(String agent, String _, Capabilities _) -> "is " + agent;
      case SessionAction.Close(CloseCause cause) -> "close " + cause;
    };
  }

  static String of(RtmpMessage message) {
    return switch (message) {
      case Command command -> of(command);
      case WindowAcknowledgementSize(long bytes) -> "window " + bytes;
      case SetPeerBandwidth(long bytes, SetPeerBandwidth.Limit limit) -> "bandwidth " + bytes;
      case SetChunkSize(int size) -> "chunks " + size;
      case UserControl.StreamBegin(int id) -> "begin " + id;
      case UserControl.StreamEof(int id) -> "eof " + id;
      default -> message.toString();
    };
  }

  private static String of(Command command) {
    String call =
        command.messageStreamId() == 0
            ? command.name()
            : command.name() + "@" + command.messageStreamId();
    String transaction =
        command.transactionId() == 0 ? "" : " %.0f".formatted(command.transactionId());
    return Stream.concat(
            Stream.of(call + transaction),
            command.arguments().stream().map(ActionText::of).filter(text -> !text.isEmpty()))
        .collect(Collectors.joining(" "));
  }

  private static String of(AmfValue value) {
    return switch (value) {
      case AmfNumber(double number) -> "%.0f".formatted(number);
      case AmfMembers members -> members.string("code").orElse("");
      default -> "";
    };
  }
}
