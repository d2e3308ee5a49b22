package live.vitrine.web.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request does against the contract, in words that name the field. */
final class Violations {
  private static final Pattern PARAMETER =
      Pattern.compile("(?:cookie|header|path|query) parameter ([\\w-]+)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  private Violations() {}

  static Problem problem(ValidatorException e) {
    String message = String.valueOf(e.getMessage());
    Optional<String> parameter = first(PARAMETER, message);
    if (e.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT && parameter.isEmpty()) {
      return Problem.field(415, "Content-Type", "The body must be application/json.");
    }
    if (e instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
      OutputUnit deepest = deepest(schema.getOutputUnit());
      return parameter
          .map(name -> Problem.field(400, name, name + ": " + words(deepest)))
          .orElseGet(() -> ofBody(deepest));
    }
    if (parameter.isPresent()) {
      String why =
          e.type() == ValidatorErrorType.MISSING_REQUIRED_PARAMETER
              ? " is required."
              : " cannot be read as what it should be.";
      return Problem.field(400, parameter.get(), parameter.get() + why);
    }
    return Problem.field(
        400,
        "",
        e.type() == ValidatorErrorType.MISSING_REQUIRED_PARAMETER
            ? "The body is missing."
            : "The body is not JSON.");
  }

  private static Problem ofBody(OutputUnit unit) {
    String place = unit.getInstanceLocation().replaceFirst("^#", "");
    String error = String.valueOf(unit.getError());
    String named = first(QUOTED, error).map(name -> "/" + name).orElse("");
    return switch (keyword(unit)) {
      case "required" -> Problem.field(400, place + named, place + named + " is required.");
      case "additionalProperties" -> {
        String field = place.endsWith(named) ? place : place + named;
        yield Problem.field(400, field, field + " is not a field that is known here.");
      }
      default -> Problem.field(400, place, place + ": " + words(unit));
    };
  }

  private static String words(OutputUnit unit) {
    return String.valueOf(unit.getError());
  }

  private static String keyword(OutputUnit unit) {
    String location = String.valueOf(unit.getKeywordLocation());
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** The error that names a field most exactly. */
  private static OutputUnit deepest(OutputUnit top) {
    List<OutputUnit> errors = top.getErrors();
    if (errors == null || errors.isEmpty()) {
      return top;
    }
    OutputUnit best = errors.getFirst();
    for (OutputUnit unit : errors) {
      if (depth(unit) > depth(best)) {
        best = unit;
      }
    }
    return best;
  }

  private static long depth(OutputUnit unit) {
    return String.valueOf(unit.getInstanceLocation()).chars().filter(c -> c == '/').count() * 100
        + String.valueOf(unit.getKeywordLocation()).chars().filter(c -> c == '/').count();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
