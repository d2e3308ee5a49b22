package live.vitrine.media.rtmp.amf;

import java.util.List;

/** An array with ordinal indices only (AMF0 2.12). */
public record AmfStrictArray(List<AmfValue> elements) implements AmfValue {
  public AmfStrictArray {
    elements = List.copyOf(elements);
  }
}
