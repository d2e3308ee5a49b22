package live.vitrine.web.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;

/**
 * Mail to an SMTP server, a connection each. With a user and a password it is encrypted or not sent
 * at all: by STARTTLS ({@code smtp}) or from the start ({@code smtps}).
 */
final class SmtpDelivery implements Delivery {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SMTP_PORT = 587;
  private static final int SMTPS_PORT = 465;

  private final String protocol;
  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final Session session;

  /**
   * @param server {@code smtp://user:password@host:port}; user and password percent-encoded
   */
  SmtpDelivery(URI server) {
    this.protocol = server.getScheme();
    this.host = server.getHost();
    boolean secure = protocol.equals("smtps");
    this.port = server.getPort() >= 0 ? server.getPort() : secure ? SMTPS_PORT : SMTP_PORT;
    String credentials = server.getRawUserInfo() == null ? "" : server.getRawUserInfo();
    int colon = credentials.indexOf(':');
    this.user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
    this.password = colon < 0 ? "" : decoded(credentials.substring(colon + 1));
    this.session = Session.getInstance(properties(protocol, !user.isEmpty()));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Properties properties(String protocol, boolean authenticates) {
    String prefix = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.put(prefix + "auth", String.valueOf(authenticates));
    properties.put(prefix + "starttls.enable", "true");
    properties.put(prefix + "starttls.required", String.valueOf(authenticates));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "connectiontimeout", String.valueOf(CONNECT.toMillis()));
    properties.put(prefix + "timeout", String.valueOf(PATIENCE.toMillis()));
    properties.put(prefix + "writetimeout", String.valueOf(PATIENCE.toMillis()));
    return properties;
  }

  @Override
  public void deliver(long id, MimeMessage message) throws MessagingException {
    try (Transport transport = session.getTransport(protocol)) {
      if (user.isEmpty()) {
        transport.connect(host, port, null, null);
      } else {
        transport.connect(host, port, user, password);
      }
      transport.sendMessage(message, message.getAllRecipients());
    }
  }
}
