package live.vitrine.media.streamkey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.streamkey.KeyVerdict.Reason;
import live.vitrine.media.streamkey.KeyVerdict.Refused;
import live.vitrine.media.streamkey.KeyVerdict.Valid;

/** Makes, checks and revokes stream keys. Safe to use from any thread. */
public final class StreamKeys {
  /** Stream IDs with revoked keys that are remembered: bounds file and memory (about 10 MiB). */
  public static final int MOST_REVOKED = 100_000;

  /** Generations are written without sign and leading zeros, so that a key has one spelling. */
  private static final Pattern KEY =
      Pattern.compile("([^.]{1,1024})\\.(0|[1-9][0-9]{0,9})\\.([A-Za-z0-9_-]{22})");

  private final Signer signer;
  private final GenerationsFile file;

  /** Replaced, never changed: readers need no lock. */
  private volatile Map<StreamId, Integer> minimumGenerations;

  private StreamKeys(Signer signer, GenerationsFile file) throws IOException {
    this.signer = signer;
    this.file = file;
    this.minimumGenerations = Map.copyOf(file.read());
  }

  /**
   * Opens the secret and the revocations of a data folder; makes folder and secret where there are
   * none. Touches the disk.
   *
   * @throws IOException a file cannot be used; the message says which, why and what to do
   */
  public static StreamKeys open(Path dataFolder) throws IOException {
    return new StreamKeys(
        new Signer(SecretFile.readOrCreate(dataFolder)), new GenerationsFile(dataFolder));
  }

  /** Checks what a publisher presented, of any length and content. Never blocks. */
  public KeyVerdict verify(String presented) {
    Matcher parts = KEY.matcher(presented);
    if (!parts.matches()) {
      return new Refused(Reason.MALFORMED);
    }
    if (!StreamId.isValid(parts.group(1))) {
      return new Refused(Reason.BAD_NAME);
    }
    StreamId streamId = StreamId.of(parts.group(1));
    long generation = Long.parseLong(parts.group(2));
    if (generation > Integer.MAX_VALUE) {
      return new Refused(Reason.MALFORMED);
    }
    if (!sameText(signer.signature(streamId, (int) generation), parts.group(3))) {
      return new Refused(Reason.BAD_SIGNATURE);
    }
    return generation < minimumGeneration(streamId)
        ? new Refused(Reason.REVOKED)
        : new Valid(streamId, (int) generation);
  }

  /** The key that is valid now and after the fewest revocations. */
  public String key(StreamId streamId) {
    return key(streamId, minimumGeneration(streamId));
  }

  /** The key of a generation, 0 or more, whether that is revoked or not. */
  public String key(StreamId streamId, int generation) {
    if (generation < 0) {
      throw new IllegalArgumentException("generation " + generation + ", allowed are 0 or more");
    }
    return streamId.value() + "." + generation + "." + signer.signature(streamId, generation);
  }

  /** The least generation that is accepted; 0 where no key was ever revoked. */
  public int minimumGeneration(StreamId streamId) {
    return minimumGenerations.getOrDefault(streamId, 0);
  }

  /**
   * Refuses every key of older generations from now on; never lowers what holds already. Touches
   * the disk. Does not end what is being published: that is the caller's to do.
   *
   * @param generation the least that is accepted
   * @throws IOException it could not be kept; what held before holds on
   * @throws IllegalStateException {@link #MOST_REVOKED} stream IDs are remembered already
   */
  public synchronized void revokeBefore(StreamId streamId, int generation) throws IOException {
    if (generation <= minimumGeneration(streamId)) {
      return;
    }
    Map<StreamId, Integer> changed = new HashMap<>(minimumGenerations);
    changed.put(streamId, generation);
    if (changed.size() > MOST_REVOKED) {
      throw new IllegalStateException(
          "keys of " + MOST_REVOKED + " stream IDs are revoked already");
    }
    file.write(changed);
    minimumGenerations = Map.copyOf(changed);
  }

  /** Fit for a log: the stream ID, when it is one, and nothing of the rest. */
  public static String masked(String presented) {
    int dot = presented.indexOf('.');
    String name = dot < 0 ? "" : presented.substring(0, dot);
    return StreamId.isValid(name) ? name + ".***" : "***";
  }

  /** Takes the same time wherever the first difference is. */
  private static boolean sameText(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        presented.getBytes(StandardCharsets.US_ASCII));
  }
}
