package live.vitrine.media.rtmp.message;

/**
 * The sender has received this much (type 3, RTMP section 5.4.3).
 *
 * @param bytesReceived since the connection began, unsigned 32 bits, wrapping
 */
public record Acknowledgement(long bytesReceived) implements RtmpMessage {}
