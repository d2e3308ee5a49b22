package live.vitrine.web.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Mail as files {@code NUMBER.eml} of a folder: for laptops, and for tests. */
final class FolderDelivery implements Delivery {
  private final Path folder;

  FolderDelivery(Path folder) {
    this.folder = folder;
  }

  @Override
  public void deliver(long id, MimeMessage message) throws MessagingException, IOException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve(id + ".tmp");
    Files.deleteIfExists(unfinished);
    // There are links in mails that only their readers may have.
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      message.writeTo(out);
    }
    Files.move(
        unfinished,
        folder.resolve(id + ".eml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
