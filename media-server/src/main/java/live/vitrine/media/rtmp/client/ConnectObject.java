package live.vitrine.media.rtmp.client;

import java.util.List;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfStrictArray;
import live.vitrine.media.rtmp.amf.AmfString;

/** What this client says of itself in connect (section 7.2.1.1, Enhanced RTMP v2). */
final class ConnectObject {
  private static final String AGENT = "FMLE/3.0 (compatible; Vitrine)";

  /** Can be forwarded (4), can be decoded by what comes behind (1), is encoded upstream (2). */
  private static final double ANYTHING = 7;

  private ConnectObject() {}

  static AmfObject of(RtmpAddress address) {
    AmfObject every = AmfObject.EMPTY.with("*", ANYTHING);
    return AmfObject.EMPTY
        .with("app", address.application())
        .with("type", "nonprivate")
        .with("flashVer", AGENT)
        .with("tcUrl", address.server())
        .with("fourCcList", new AmfStrictArray(List.of(new AmfString("*"))))
        .with("videoFourCcInfoMap", every)
        .with("audioFourCcInfoMap", every);
  }
}
