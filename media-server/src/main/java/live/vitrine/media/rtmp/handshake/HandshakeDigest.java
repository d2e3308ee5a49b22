package live.vitrine.media.rtmp.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digest of a handshake packet: where it lies and how it is made.
 *
 * <pre>
 *              0      4         8                    772                  1536
 *              +------+---------+---------------------+---------------------+
 *  KEY_FIRST   | time | version | key block (764)     | digest block (764)  |
 *  DIGEST_FIRST| time | version | digest block (764)  | key block (764)     |
 *              +------+---------+---------------------+---------------------+
 *  digest block: offset (4), filler, digest (32) at 4 + (sum of the offset bytes mod 728), filler
 * </pre>
 *
 * <p>The digest is the HMAC-SHA256 of the packet without the digest's own 32 bytes.
 */
enum HandshakeDigest {
  /** "Schema 0". */
  KEY_FIRST(772),
  /** "Schema 1". */
  DIGEST_FIRST(8);

  static final int PACKET_LENGTH = 1536;
  static final int DIGEST_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int OFFSET_RANGE = 728;

  private static final byte[] CLIENT_KEY = "Genuine Adobe Flash Player 001".getBytes(US_ASCII);
  private static final byte[] SERVER_KEY =
      "Genuine Adobe Flash Media Server 001".getBytes(US_ASCII);

  /** Follows the server's text in the key that signs S2. */
  private static final byte[] KEY_SUFFIX =
      HexFormat.of().parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");

  private final int block;

  HandshakeDigest(int block) {
    this.block = block;
  }

  /** Finds the schema under which {@code packet} carries a valid client digest. */
  static Optional<HandshakeDigest> ofClientPacket(byte[] packet) {
    for (HandshakeDigest schema : values()) {
      if (MessageDigest.isEqual(schema.digestIn(packet), schema.compute(packet, CLIENT_KEY))) {
        return Optional.of(schema);
      }
    }
    return Optional.empty();
  }

  /** The 32 bytes of {@code packet} at the place where this schema keeps its digest. */
  byte[] digestIn(byte[] packet) {
    int at = position(packet);
    return Arrays.copyOfRange(packet, at, at + DIGEST_LENGTH);
  }

  /** Writes the server's digest into S1. */
  void signServerPacket(byte[] packet) {
    put(compute(packet, SERVER_KEY), packet, position(packet));
  }

  /** Signs S2: its last 32 bytes prove that the client's digest was read. */
  static void signServerReply(byte[] packet, byte[] clientDigest) {
    byte[] fullKey = Arrays.copyOf(SERVER_KEY, SERVER_KEY.length + KEY_SUFFIX.length);
    put(KEY_SUFFIX, fullKey, SERVER_KEY.length);
    int end = PACKET_LENGTH - DIGEST_LENGTH;
    Mac mac = mac(mac(fullKey).doFinal(clientDigest));
    mac.update(packet, 0, end);
    put(mac.doFinal(), packet, end);
  }

  private static void put(byte[] bytes, byte[] packet, int at) {
    System.arraycopy(bytes, 0, packet, at, bytes.length);
  }

  private int position(byte[] packet) {
    int sum = 0;
    for (int i = block; i < block + 4; i++) {
      sum += packet[i] & 0xFF;
    }
    return block + 4 + sum % OFFSET_RANGE;
  }

  private byte[] compute(byte[] packet, byte[] key) {
    int at = position(packet);
    Mac mac = mac(key);
    mac.update(packet, 0, at);
    mac.update(packet, at + DIGEST_LENGTH, PACKET_LENGTH - at - DIGEST_LENGTH);
    return mac.doFinal();
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
