package live.vitrine.media.rtmp.message;

/**
 * A message that is skipped: shared objects (types 16 and 19) and types that nobody has defined.
 *
 * @param typeId as sent
 * @param length of the payload, which is gone
 */
public record Unknown(int typeId, int length) implements RtmpMessage {}
