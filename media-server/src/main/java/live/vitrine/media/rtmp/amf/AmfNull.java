package live.vitrine.media.rtmp.amf;

/** The null value (AMF0 2.7). */
public enum AmfNull implements AmfValue {
  NULL
}
