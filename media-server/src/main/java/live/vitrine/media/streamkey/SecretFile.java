package live.vitrine.media.streamkey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The secret behind the stream keys: 32 random bytes, written as one line of base64url so that it
 * can be copied to another instance. Made on the first start.
 */
final class SecretFile {
  static final String NAME = "stream-key.secret";
  private static final int SECRET_BYTES = 32;
  private static final int MOST_CHARACTERS = 1_024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /**
   * Reads the secret, and makes it first where there is none.
   *
   * @throws IOException it cannot be read or made, others may read it, or it is no secret
   */
  static byte[] readOrCreate(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file) || Files.size(file) == 0) {
      Files.createDirectories(folder);
      create(file);
    }
    refuseOpenToOthers(file);
    return decode(file);
  }

  /**
   * Two processes may come here at once: the file is filled under its lock, and only while empty.
   * It is empty too where a process died between creating and filling it.
   */
  private static void create(Path file) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, ownerOnly());
        var lock = channel.lock()) {
      if (lock.isValid() && channel.size() == 0) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String line = Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    }
  }

  /** What a file is created with so that nobody else can read it, not even for a moment. */
  static FileAttribute<?>[] ownerOnly() {
    return hasPosixPermissions()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static void refuseOpenToOthers(Path file) throws IOException {
    if (!hasPosixPermissions()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          "%s has mode %s, so that others can use it; allowed: rw------- (chmod 600). If somebody may have read it, delete it: a new one is made, and every stream key changes"
              .formatted(file, PosixFilePermissions.toString(permissions)));
    }
  }

  private static byte[] decode(Path file) throws IOException {
    if (Files.size(file) <= MOST_CHARACTERS) {
      try {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        byte[] secret = Base64.getUrlDecoder().decode(text);
        if (secret.length >= SECRET_BYTES) {
          return secret;
        }
      } catch (IllegalArgumentException _) {
        // Said below, without the text.
      }
    }
    throw new IOException(
        "%s is no secret; allowed: one line of base64url, at least %d bytes"
            .formatted(file, SECRET_BYTES));
  }

  private static boolean hasPosixPermissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
