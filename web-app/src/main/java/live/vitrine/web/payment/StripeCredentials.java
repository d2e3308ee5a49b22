package live.vitrine.web.payment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import live.vitrine.web.config.Settings;
import live.vitrine.web.session.SessionToken;

/**
 * How Stripe knows us and we know Stripe.
 *
 * <p>Where no real keys are set, the stand-in's are generated into {@code stripe-standin.secret} in
 * the data folder, readable by its owner only: two lines, first the secret key ({@code
 * sk_standin_…}), then the webhook secret ({@code whsec_…}). The stand-in reads the same file.
 *
 * @param webhookSecrets at least one; several while one replaces the other
 * @param apiBase where Stripe's API is, without a slash at the end
 */
public record StripeCredentials(String secretKey, List<String> webhookSecrets, String apiBase) {
  static final String FILE = "stripe-standin.secret";

  public static StripeCredentials of(Settings settings) throws IOException {
    Settings.Stripe stripe = settings.stripe();
    String standIn = "http://127.0.0.1:" + settings.standIn().port();
    String base =
        stripe
            .apiBase()
            .map(URI::toString)
            .orElse(stripe.isStandIn() ? standIn : "https://api.stripe.com")
            .replaceFirst("/+$", "");
    if (!stripe.isStandIn()) {
      return new StripeCredentials(stripe.secretKey(), stripe.webhookSecrets(), base);
    }
    List<String> lines = generated(settings.data());
    return new StripeCredentials(lines.get(0), List.of(lines.get(1)), base);
  }

  /** Reads the file; makes it where it is not there. Several processes may do it at once. */
  private static List<String> generated(Path data) throws IOException {
    Path file = data.resolve(FILE);
    Files.createDirectories(data);
    if (!Files.exists(file)) {
      Path fresh =
          Files.createTempFile(
              data,
              FILE,
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.write(
            fresh,
            List.of("sk_standin_" + secret(), "whsec_" + secret()),
            StandardOpenOption.TRUNCATE_EXISTING);
        // A link appears whole or not at all, and never replaces what another process made.
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException _) {
        // The other one's counts.
      } finally {
        Files.delete(fresh);
      }
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2
        || !lines.get(0).startsWith("sk_standin_")
        || !lines.get(1).startsWith("whsec_")) {
      throw new IOException(file + " must have two lines: sk_standin_… and whsec_…");
    }
    return lines;
  }

  private static String secret() {
    return SessionToken.random().text().replaceAll("[-_]", "0");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "StripeCredentials[" + apiBase + "]";
  }
}
