package live.vitrine.media.rtmp.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** An associative array (AMF0 2.10): what {@code onMetaData} usually is. */
public record AmfEcmaArray(SequencedMap<String, AmfValue> members) implements AmfMembers {
  public AmfEcmaArray {
    members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
  }
}
