package live.vitrine.media.rtmp.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import live.vitrine.media.flv.FourCc;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfStrictArray;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;

/**
 * What a client said with {@code connect} of Enhanced RTMP v2, section "Enhancing NetConnection
 * connect Command", and what this server says to one that said anything. A server that only hands
 * on needs to know no codec of the client's; members of the wrong type count as not sent.
 *
 * @param announced whether the client knows of any of this
 * @param extensions bits of its {@code capsEx}; 0 without
 */
record Capabilities(boolean announced, long extensions) {
  /** Of a client that has not connected yet. */
  static final Capabilities NONE = new Capabilities(false, 0);

  private static final int RECONNECT = 1;
  private static final int MULTITRACK = 2;
  private static final int MOD_EX = 4;

  /** In the information about a codec: can be handed on. */
  private static final int CAN_FORWARD = 4;

  private static final String EXTENSIONS = "capsEx";
  private static final String CODECS = "fourCcList";
  private static final String VIDEO_CODECS = "videoFourCcInfoMap";
  private static final String AUDIO_CODECS = "audioFourCcInfoMap";

  /** Larger than any bits that are defined, and exact as a double. */
  private static final double MAX_EXTENSIONS = 0xFFFF_FFFFL;

  /** Reads the command object of {@code connect}. */
  static Capabilities of(AmfMembers connect) {
    boolean number = connect.members().get(EXTENSIONS) instanceof AmfNumber;
    boolean announced =
        number
            || connect.members().get(CODECS) instanceof AmfStrictArray
            || connect.members().get(VIDEO_CODECS) instanceof AmfMembers
            || connect.members().get(AUDIO_CODECS) instanceof AmfMembers;
    double bits = connect.number(EXTENSIONS).orElse(0);
    // Written so that it refuses NaN too.
    return new Capabilities(announced, bits >= 0 && bits <= MAX_EXTENSIONS ? (long) bits : 0);
  }

  /** Whether it may be told to connect again, elsewhere or later. */
  boolean mayBeAskedToReconnect() {
    return (extensions & RECONNECT) != 0;
  }

  /** The properties of the answer to {@code connect}, with what this server can. */
  AmfObject addTo(AmfObject properties) {
    if (!announced) {
      return properties;
    }
    // Not the nanosecond offset: it is taken and dropped.
    return properties
        .with(EXTENSIONS, RECONNECT | MULTITRACK | MOD_EX)
        .with(CODECS, new AmfStrictArray(allCodecs()))
        .with(VIDEO_CODECS, codecs(TagType.VIDEO))
        .with(AUDIO_CODECS, codecs(TagType.AUDIO));
  }

  private static List<AmfValue> allCodecs() {
    return Arrays.stream(FourCc.values())
        .<AmfValue>map(codec -> new AmfString(codec.characters()))
        .toList();
  }

  private static AmfObject codecs(TagType type) {
    var members = new LinkedHashMap<String, AmfValue>();
    for (FourCc codec : FourCc.values()) {
      if (codec.type() == type) {
        members.put(codec.characters(), new AmfNumber(CAN_FORWARD));
      }
    }
    return new AmfObject(members);
  }
}
