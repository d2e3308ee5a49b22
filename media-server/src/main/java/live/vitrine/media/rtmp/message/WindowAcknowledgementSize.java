package live.vitrine.media.rtmp.message;

/**
 * The sender wants an {@link Acknowledgement} each time this many bytes have arrived (type 5, RTMP
 * section 5.4.4).
 *
 * @param bytes unsigned 32 bits
 */
public record WindowAcknowledgementSize(long bytes) implements RtmpMessage {}
