package live.vitrine.web.database;

/**
 * The database did not answer in time; nothing was changed by what was asked, as far as is known.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  DatabaseUnavailableException(Throwable cause) {
    super("The database does not answer: " + cause.getMessage(), cause);
  }
}
