package live.vitrine.media.rtmp.message;

import java.util.List;
import live.vitrine.media.rtmp.amf.AmfValue;

/**
 * A call, or the answer to one (types 17 and 20, RTMP section 7.1.1), in AMF0 or wrapped as AMF3.
 *
 * @param messageStreamId 0 for the connection, else the stream it concerns
 * @param name of the procedure, or {@code _result}, {@code _error}, {@code onStatus}
 * @param transactionId ties an answer to its call; 0 if none is wanted
 * @param commandObject mostly an object or null
 * @param arguments what follows the command object
 */
public record Command(
    int messageStreamId,
    String name,
    double transactionId,
    AmfValue commandObject,
    List<AmfValue> arguments)
    implements RtmpMessage {
  public Command {
    arguments = List.copyOf(arguments);
  }
}
