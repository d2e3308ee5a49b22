package live.vitrine.web.account;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.session.Role;
import live.vitrine.web.text.Languages;

/**
 * Somebody who has an account and has not deleted it.
 *
 * @param passwordHash as {@link Passwords} made it
 * @param secondFactor whether a code is asked for after the password
 * @param totpSecret of the second factor, also of one that is being set up
 */
record Account(
    long id,
    String email,
    boolean emailConfirmed,
    String passwordHash,
    String displayName,
    Optional<String> pictureId,
    Role role,
    Optional<String> language,
    Optional<byte[]> totpSecret,
    boolean secondFactor,
    boolean suspended,
    Instant createdAt) {

  /** The language of mail to them, where they are not here to see what is used. */
  Locale mailLanguage() {
    return language.flatMap(Languages::ofTag).orElse(Languages.STANDARD);
  }

  /** How audit entries name them. */
  String subject() {
    return "account " + id;
  }
}
