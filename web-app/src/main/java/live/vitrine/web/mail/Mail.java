package live.vitrine.web.mail;

import java.util.Optional;

/**
 * A mail to one person.
 *
 * @param uniqueKey at most 100 characters; a second mail with the same key is not sent
 * @param subject one line, at most 200 characters
 */
public record Mail(
    Optional<String> uniqueKey, String recipient, String subject, String text, String html) {}
