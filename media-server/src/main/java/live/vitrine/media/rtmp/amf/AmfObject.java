package live.vitrine.media.rtmp.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** An object, anonymous or typed (AMF0 2.5, 2.18); the class name of a typed one is dropped. */
public record AmfObject(SequencedMap<String, AmfValue> members) implements AmfMembers {
  /** The object without members; start of a chain of {@code with} calls. */
  public static final AmfObject EMPTY = new AmfObject(new LinkedHashMap<>());

  public AmfObject {
    members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
  }

  /** This object with one member more, or with another value for it. */
  public AmfObject with(String name, AmfValue value) {
    var extended = new LinkedHashMap<>(members);
    extended.put(name, value);
    return new AmfObject(extended);
  }

  public AmfObject with(String name, String value) {
    return with(name, new AmfString(value));
  }

  public AmfObject with(String name, double value) {
    return with(name, new AmfNumber(value));
  }

  public AmfObject with(String name, boolean value) {
    return with(name, new AmfBoolean(value));
  }
}
