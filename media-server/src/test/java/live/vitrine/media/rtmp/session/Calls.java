package live.vitrine.media.rtmp.session;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.message.Command;

/** What clients call. */
final class Calls {
  private Calls() {}

  static Command connect(String application) {
    AmfObject object =
        AmfObject.EMPTY
            .with("app", application)
            .with("flashVer", "FMLE/3.0 (compatible; test)")
            .with("tcUrl", "rtmp://localhost/" + application);
    return new Command(0, "connect", 1, object, List.of());
  }

  /** A call on the connection, with text arguments. */
  static Command call(String name, double transactionId, String... arguments) {
    return on(0, name, transactionId, arguments);
  }

  /** A call on a message stream. */
  static Command on(int messageStreamId, String name, double transactionId, String... arguments) {
    List<AmfValue> values = new ArrayList<>();
    for (String argument : arguments) {
      values.add(new AmfString(argument));
    }
    return new Command(messageStreamId, name, transactionId, AmfNull.NULL, values);
  }
}
