package live.vitrine.media.rtmp.amf;

/**
 * How much one message may make us build.
 *
 * @param maxDepth objects and arrays inside each other; a scalar at the top has depth 0
 * @param maxMembers object members, array elements and top-level values, all of one message
 *     together
 * @param maxStringBytes one string or name, in encoded bytes
 */
public record AmfLimits(int maxDepth, int maxMembers, int maxStringBytes) {
  /** 32 levels, 1,000 members, strings of 64 KiB. */
  public static final AmfLimits DEFAULT = new AmfLimits(32, 1_000, 64 * 1024);

  public AmfLimits {
    if (maxDepth < 1 || maxMembers < 1 || maxStringBytes < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: depth %d, members %d, string bytes %d"
              .formatted(maxDepth, maxMembers, maxStringBytes));
    }
  }
}
