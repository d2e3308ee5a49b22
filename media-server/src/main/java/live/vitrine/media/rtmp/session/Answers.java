package live.vitrine.media.rtmp.session;

import java.util.List;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfUndefined;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.message.Command;

/** The server's commands (sections 7.2.1.1 and 7.2.2). */
final class Answers {
  private static final String SERVER_VERSION = "FMS/3,0,1,123";
  private static final double CAPABILITIES = 31;

  private Answers() {}

  static Command connected(Command connect, double objectEncoding, Capabilities capabilities) {
    AmfObject properties =
        capabilities.addTo(
            AmfObject.EMPTY.with("fmsVer", SERVER_VERSION).with("capabilities", CAPABILITIES));
    AmfObject information =
        information("status", "NetConnection.Connect.Success", "Connection succeeded.")
            .with("objectEncoding", objectEncoding);
    return new Command(0, "_result", connect.transactionId(), properties, List.of(information));
  }

  static Command refused(Command call, String code, String description) {
    return new Command(
        0,
        "_error",
        call.transactionId(),
        AmfNull.NULL,
        List.of(information("error", code, description)));
  }

  static Command done(Command call) {
    return result(call, AmfUndefined.UNDEFINED);
  }

  static Command number(Command call, double value) {
    return result(call, new AmfNumber(value));
  }

  private static Command result(Command call, AmfValue value) {
    return new Command(0, "_result", call.transactionId(), AmfNull.NULL, List.of(value));
  }

  static Command status(int messageStreamId, String code, String description) {
    return onStatus(messageStreamId, "status", code, description);
  }

  static Command error(int messageStreamId, String code, String description) {
    return onStatus(messageStreamId, "error", code, description);
  }

  private static Command onStatus(
      int messageStreamId, String level, String code, String description) {
    return new Command(
        messageStreamId,
        "onStatus",
        0,
        AmfNull.NULL,
        List.of(information(level, code, description).with("clientid", "vitrine")));
  }

  /** Asks a client to go on elsewhere (Enhanced RTMP v2, "Reconnect Request"). */
  static Command reconnectRequest(String url) {
    AmfObject information =
        information(
                "status",
                "NetConnection.Connect.ReconnectRequest",
                "The server is about to stop; go on at tcUrl.")
            .with("tcUrl", url);
    return new Command(0, "onStatus", 0, AmfNull.NULL, List.of(information));
  }

  /** Flash's live encoder waits for these beside the results of its calls. */
  static Command notice(String name, String code, String description) {
    return new Command(0, name, 0, AmfNull.NULL, List.of(information("status", code, description)));
  }

  private static AmfObject information(String level, String code, String description) {
    return AmfObject.EMPTY.with("level", level).with("code", code).with("description", description);
  }
}
