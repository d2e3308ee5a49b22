package live.vitrine.media.rtmp.amf;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/** A value with named members, in the order in which they were sent. */
public sealed interface AmfMembers extends AmfValue permits AmfEcmaArray, AmfObject {
  /** The members, unmodifiable; of a name sent twice the last value counts. */
  SequencedMap<String, AmfValue> members();

  /** The member of that name. */
  default Optional<AmfValue> member(String name) {
    return Optional.ofNullable(members().get(name));
  }

  /** The member of that name if it is a string. */
  default Optional<String> string(String name) {
    return members().get(name) instanceof AmfString(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The member of that name if it is a number. */
  default OptionalDouble number(String name) {
    return members().get(name) instanceof AmfNumber(double number)
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }
}
