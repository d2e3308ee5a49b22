package live.vitrine.media.rtmp.handshake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** HMAC-SHA256 written out from RFC 2104, so that the tests share no code with the handshake. */
final class Hmac {
  private static final int BLOCK = 64;

  private Hmac() {}

  static byte[] sha256(byte[] key, byte[] message) {
    byte[] padded = Arrays.copyOf(key.length > BLOCK ? hash(key) : key, BLOCK);
    return hash(concat(xor(padded, 0x5C), hash(concat(xor(padded, 0x36), message))));
  }

  private static byte[] xor(byte[] bytes, int with) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = (byte) (bytes[i] ^ with);
    }
    return result;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
