package live.vitrine.web.product;

import live.vitrine.web.text.Message;

/** A file cannot be read as a list of products; the reason is for whoever sent it. */
final class CsvException extends Exception {
  private final transient Message reason;

  CsvException(String key, Object... arguments) {
    super(key);
    this.reason = Message.of(key, arguments);
  }

  Message reason() {
    return reason;
  }
}
