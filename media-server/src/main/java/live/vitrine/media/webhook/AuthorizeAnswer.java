package live.vitrine.media.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.json.JsonException;
import live.vitrine.media.json.JsonFields;

/** What came back when somebody was asked about a publisher. */
sealed interface AuthorizeAnswer {
  /**
   * It may publish.
   *
   * @param renamed the stream that it is to feed; empty for the one it asked for
   */
  record Allowed(Optional<StreamId> renamed) implements AuthorizeAnswer {}

  /**
   * It may not.
   *
   * @param reason for the publisher and the log: printable, and not empty
   */
  record Refused(String reason) implements AuthorizeAnswer {}

  /**
   * That is no answer.
   *
   * @param why for the log
   */
  record Unclear(String why) implements AuthorizeAnswer {}

  /** Of a reason; the rest is left out. */
  int MAX_REASON_LENGTH = 200;

  Set<String> MEMBERS = Set.of("allow", "reason", "streamId");

  Refused NO_REASON = new Refused("Refused: you may not publish.");

  /** Control characters, formatting and line separators have no place in a log. */
  Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

  /** Reads an answer, whatever it holds. */
  static AuthorizeAnswer of(Sender.Answer answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8).strip();
    if (answer.status() == 401 || answer.status() == 403) {
      return answer.whole() ? refusal(body) : NO_REASON;
    }
    if (!answer.isSuccess()) {
      return new Unclear("it answered " + answer.status());
    }
    if (!answer.whole()) {
      return new Unclear("it answered more than " + HttpSender.MAX_BODY_BYTES + " bytes");
    }
    if (body.isEmpty()) {
      return new Allowed(Optional.empty());
    }
    try {
      return parse(body);
    } catch (JsonException e) {
      return new Unclear(
          "its answer is not understood: " + printable(e.field() + " " + e.detail()));
    }
  }

  private static AuthorizeAnswer parse(String body) {
    JsonFields fields = JsonFields.parse(body, MEMBERS);
    if (!fields.flag("allow")) {
      return fields.text("reason").map(AuthorizeAnswer::refused).orElse(NO_REASON);
    }
    Optional<String> name = fields.text("streamId");
    if (name.isPresent() && !StreamId.isValid(name.get())) {
      return new Unclear("it named a stream ID that is none; allowed are " + StreamId.ALLOWED);
    }
    return new Allowed(name.map(StreamId::of));
  }

  /** The status says it all; a body may say why. */
  private static AuthorizeAnswer refusal(String body) {
    try {
      return JsonFields.parse(body, MEMBERS)
          .text("reason")
          .map(AuthorizeAnswer::refused)
          .orElse(NO_REASON);
    } catch (JsonException _) {
      return NO_REASON;
    }
  }

  private static Refused refused(String reason) {
    String shown = printable(reason).strip();
    return shown.isEmpty() ? NO_REASON : new Refused(shown);
  }

  private static String printable(String text) {
    String shown = text.substring(0, Math.min(text.length(), MAX_REASON_LENGTH));
    return UNPRINTABLE.matcher(shown).replaceAll("?");
  }
}
