package live.vitrine.media.flv;

/** The three kinds of FLV tag. Their numbers are also RTMP message type ids (section E.4.1). */
public enum TagType {
  AUDIO(8),
  VIDEO(9),
  SCRIPT(18);

  private final int id;

  TagType(int id) {
    this.id = id;
  }

  /** The number on the wire. */
  public int id() {
    return id;
  }
}
