package live.vitrine.media.webhook;

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
 * The secret that messages are signed with, where the settings name none: 32 random bytes, as one
 * line that can be pasted into the program that checks. Made on first use.
 */
final class SecretFile {
  static final String NAME = "webhook.secret";
  private static final int SECRET_BYTES = 32;
  private static final int LEAST_BYTES = 24;
  private static final int MOST_CHARACTERS = 1_024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /**
   * Reads the secret, and makes it first where there is none.
   *
   * @throws IOException it cannot be read or made, others may read it, or it is no secret
   */
  static String readOrCreate(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file) || Files.size(file) == 0) {
      Files.createDirectories(folder);
      create(file);
    }
    refuseOpenToOthers(file);
    String text =
        Files.size(file) <= MOST_CHARACTERS
            ? Files.readString(file, StandardCharsets.ISO_8859_1).strip()
            : "";
    if (!isSecret(text)) {
      throw new IOException(
          "%s is no secret; allowed: one line of %s and base64, at least %d bytes"
              .formatted(file, Signer.PREFIX, LEAST_BYTES));
    }
    return text;
  }

  /** Two processes may come here at once: filled under its lock, and only while empty. */
  private static void create(Path file) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, ownerOnly());
        var lock = channel.lock()) {
      if (lock.isValid() && channel.size() == 0) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String line = Signer.PREFIX + Base64.getEncoder().encodeToString(secret) + "\n";
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    }
  }

  private static void refuseOpenToOthers(Path file) throws IOException {
    if (!hasPosixPermissions()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          "%s has mode %s, so that others can use it; allowed: rw------- (chmod 600). If somebody may have read it, delete it: a new one is made"
              .formatted(file, PosixFilePermissions.toString(permissions)));
    }
  }

  private static boolean isSecret(String text) {
    try {
      return text.startsWith(Signer.PREFIX)
          && Base64.getDecoder().decode(text.substring(Signer.PREFIX.length())).length
              >= LEAST_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return hasPosixPermissions()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasPosixPermissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
