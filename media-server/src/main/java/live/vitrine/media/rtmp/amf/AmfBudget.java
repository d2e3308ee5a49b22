package live.vitrine.media.rtmp.amf;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.rtmp.amf.AmfException.Reason;

/** What is left of the {@link AmfLimits} while one message is read, and reads under them. */
final class AmfBudget {
  /** Strings named by AMF3 references may add up to this many full-length strings. */
  private static final int REFERENCED_STRINGS = 16;

  private final AmfLimits limits;
  private int depth;
  private int members;
  private long referencedBytes;

  AmfBudget(AmfLimits limits) {
    this.limits = limits;
  }

  /** Counts one level down. An explicit counter: running out of stack is no exception. */
  void enter() {
    if (++depth > limits.maxDepth()) {
      throw new AmfException(Reason.TOO_DEEP, "more than %d levels".formatted(limits.maxDepth()));
    }
  }

  void leave() {
    depth--;
  }

  /** Counts one value. */
  void member() {
    if (++members > limits.maxMembers()) {
      throw tooMany(members);
    }
  }

  /** Checks a count that was announced, before anything is made for it. */
  void announce(long count) {
    if (count > limits.maxMembers() - members) {
      throw tooMany(count + members);
    }
  }

  private AmfException tooMany(long count) {
    return new AmfException(
        Reason.TOO_MANY_MEMBERS, "%d members, limit %d".formatted(count, limits.maxMembers()));
  }

  /** Counts the length of a string that a reference repeats: cheap to send, costly to write out. */
  void repeatString(String text) {
    referencedBytes += text.length();
    if (referencedBytes > (long) REFERENCED_STRINGS * limits.maxStringBytes()) {
      throw new AmfException(
          Reason.STRING_TOO_LONG, "references to %d characters".formatted(referencedBytes));
    }
  }

  /** Reads {@code length} bytes as UTF-8; malformed sequences become U+FFFD. */
  String string(ByteBuf in, long length) {
    if (length > limits.maxStringBytes()) {
      throw new AmfException(
          Reason.STRING_TOO_LONG, "%d bytes, limit %d".formatted(length, limits.maxStringBytes()));
    }
    require(in, length);
    return in.readString((int) length, StandardCharsets.UTF_8);
  }

  static void require(ByteBuf in, long bytes) {
    if (in.readableBytes() < bytes) {
      throw new AmfException(
          Reason.TRUNCATED, "%d bytes needed, %d left".formatted(bytes, in.readableBytes()));
    }
  }
}
