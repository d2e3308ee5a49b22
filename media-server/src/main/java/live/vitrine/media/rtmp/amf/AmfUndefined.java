package live.vitrine.media.rtmp.amf;

/** The undefined value, and what AMF0's "unsupported" marker stands for (AMF0 2.8, 2.15). */
public enum AmfUndefined implements AmfValue {
  UNDEFINED
}
