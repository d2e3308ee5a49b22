package live.vitrine.media.json;

/** What was read is not what was asked for. The message names value and bound. */
public final class JsonException extends RuntimeException {
  private final String field;
  private final String detail;

  /** Says what is wrong with a member; an empty name is the whole body. */
  public JsonException(String field, String message) {
    super(message, null, false, false);
    this.field = field;
    this.detail = message;
  }

  /** The member that is wrong; empty when the text as a whole is. */
  public String field() {
    return field;
  }

  /** The message. */
  public String detail() {
    return detail;
  }
}
