package live.vitrine.web.mail;

import java.util.Optional;

/**
 * A mail to one person. Nothing in it can add a header or a recipient.
 *
 * @param uniqueKey at most 100 characters; a second mail with the same key is not sent
 * @param recipient one address, without a name and without control characters
 * @param subject one line; control characters become spaces, what is beyond 200 characters is cut
 */
public record Mail(
    Optional<String> uniqueKey, String recipient, String subject, String text, String html) {
  private static final int LONGEST_SUBJECT = 200;

  public Mail {
    if (!recipient.matches("[^\\s\\p{Cntrl},;<>]+@[^\\s\\p{Cntrl},;<>@]+")) {
      throw new IllegalArgumentException("not one address of mail");
    }
    String line = subject.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    subject =
        line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
            ? line
            : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT));
  }
}
