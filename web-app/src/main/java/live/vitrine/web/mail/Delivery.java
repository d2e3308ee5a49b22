package live.vitrine.web.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** Where mail goes. */
interface Delivery {
  /**
   * Hands a mail over; blocks.
   *
   * @param id of the mail, the same at each attempt
   * @throws MessagingException it was not taken, as far as is known
   * @throws IOException it was not taken
   */
  void deliver(long id, MimeMessage message) throws MessagingException, IOException;
}
