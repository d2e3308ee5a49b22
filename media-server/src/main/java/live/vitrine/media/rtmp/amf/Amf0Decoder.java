package live.vitrine.media.rtmp.amf;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes AMF0, and the AMF3 values inside it that follow an avmplus marker (AMF0 3.1).
 *
 * <p>Buffers are borrowed. Stateless between calls: one instance may serve any number of threads.
 * The only exception that input can cause is {@link AmfException}; where the reader index stands
 * after one is not defined.
 */
public final class Amf0Decoder {
  private final AmfLimits limits;

  public Amf0Decoder(AmfLimits limits) {
    this.limits = limits;
  }

  /** Reads one value and leaves what follows it unread. */
  public AmfValue decode(ByteBuf in) {
    return new Amf0Reader(in, new AmfBudget(limits)).value();
  }

  /** Reads values until {@code in} is empty; the limits apply to all of them together. */
  public List<AmfValue> decodeAll(ByteBuf in) {
    var reader = new Amf0Reader(in, new AmfBudget(limits));
    List<AmfValue> values = new ArrayList<>();
    while (in.isReadable()) {
      values.add(reader.value());
    }
    return values;
  }
}
