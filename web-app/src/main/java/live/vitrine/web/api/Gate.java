package live.vitrine.web.api;

import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.limit.RateLimits;
import live.vitrine.web.text.Languages;

/** What stands between a request and its operation: limits, keys, the contract. */
final class Gate {
  private static final String BEARER = "bearer ";

  private final RequestValidator validator;
  private final ApiKeys keys;
  private final ApiLimits limits;

  Gate(RequestValidator validator, ApiKeys keys, ApiLimits limits) {
    this.validator = validator;
    this.keys = keys;
    this.limits = limits;
  }

  /** Answers, unless the database is away. */
  Answer answer(
      io.vertx.openapi.contract.Operation contract,
      ValidatableRequest validatable,
      Request request,
      Operation operation)
      throws TimeoutException {
    ApiLimits.Left left = limits.take("address " + RateLimits.network(request.address()));
    try {
      requireRoom(left);
      requireReadable(request);
      Optional<ApiKey> key = authenticate(Caller.of(contract), request);
      if (key.isPresent()) {
        left = left.or(limits.take("key " + key.get().id()));
        requireRoom(left);
      }
      refuseUnknownParameters(contract, request);
      validator.validate(validatable, contract.getOperationId()).await(10, TimeUnit.SECONDS);
      return left.on(operation.answer(new Call(request, key)));
    } catch (ProblemException e) {
      Answer answer = left.on(e.problem().answer());
      return switch (e.problem().status()) {
        case 401 -> answer.withHeader("WWW-Authenticate", "Bearer");
        case 429 -> answer.withHeader("Retry-After", String.valueOf(left.retry()));
        default -> answer;
      };
    } catch (ValidatorException e) {
      return left.on(Violations.problem(e).answer());
    } catch (HttpException e) {
      return left.on(
          Problem.of(e.status(), Languages.messages(Languages.STANDARD).text(e.explanation()))
              .answer());
    }
  }

  private static void requireRoom(ApiLimits.Left left) {
    if (!left.allowed()) {
      throw new ProblemException(
          Problem.of(
              429, "More than " + ApiLimits.PER_MINUTE + " requests in a minute; wait a little."));
    }
  }

  private static void requireReadable(Request request) {
    String accept = request.header("Accept").orElse("*/*").toLowerCase(Locale.ROOT);
    if (!accept.contains("application/json")
        && !accept.contains("*/*")
        && !accept.contains("application/*")) {
      throw new ProblemException(
          Problem.field(
              406, "Accept", "Answers are application/json, which Accept does not allow."));
    }
  }

  private Optional<ApiKey> authenticate(Caller caller, Request request) {
    return switch (caller) {
      case Caller.Anyone _ -> Optional.empty();
      case Caller.SignedIn _ -> {
        if (request.identity().isEmpty()) {
          throw new ProblemException(
              Problem.of(401, "Nobody is signed in: the session cookie is missing or has ended."));
        }
        yield Optional.empty();
      }
      case Caller.KeyHolder(Scope scope) -> Optional.of(key(scope, request));
    };
  }

  private ApiKey key(Scope scope, Request request) {
    String header = request.header("Authorization").orElse("");
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new ProblemException(
          Problem.field(401, "Authorization", "Send a key of yours: Authorization: Bearer vk_…"));
    }
    ApiKey key =
        keys.find(header.substring(BEARER.length()).strip())
            .orElseThrow(() ->
                new ProblemException(
                    Problem.field(
                        401, "Authorization", "There is no such key, or it was revoked.")));
    if (!key.scopes().contains(scope)) {
      throw new ProblemException(
          Problem.field(403, "Authorization", "This key lacks the scope " + scope.text() + "."));
    }
    return key;
  }

  private static void refuseUnknownParameters(
      io.vertx.openapi.contract.Operation contract, Request request) {
    Set<String> known =
        contract.getParameters().stream()
            .filter(parameter -> parameter.getIn() == Location.QUERY)
            .map(Parameter::getName)
            .collect(Collectors.toSet());
    for (String name : request.query().names()) {
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.field(
                400,
                name,
                "There is no parameter of this name; there are: "
                    + known.stream().sorted().collect(Collectors.joining(", "))));
      }
      if (request.query().getAll(name).size() > 1) {
        throw new ProblemException(Problem.field(400, name, name + " is there more than once."));
      }
    }
  }

  /** The methods that a path takes. */
  static List<String> methods(OpenAPIContract contract, String path) {
    io.vertx.openapi.contract.Path found = contract.findPath(path);
    return found == null
        ? List.of()
        : found.getOperations().stream()
            .map(operation -> operation.getHttpMethod().name())
            .toList();
  }
}
