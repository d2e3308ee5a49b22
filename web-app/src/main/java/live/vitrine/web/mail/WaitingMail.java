package live.vitrine.web.mail;

/**
 * A mail that somebody has claimed to send.
 *
 * @param attempts how often it was tried, this one included
 */
record WaitingMail(
    long id, String recipient, String subject, String text, String html, int attempts) {}
