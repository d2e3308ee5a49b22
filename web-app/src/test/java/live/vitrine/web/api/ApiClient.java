package live.vitrine.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;

/**
 * A program that calls the API. Every answer it gets must be one that the contract knows: whatever
 * a test asks for, it asks that too.
 */
final class ApiClient implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Contract contract;
  private final ResponseValidator validator;
  private final RunningWebApp app;

  ApiClient(RunningWebApp app) {
    this.app = app;
    try {
      this.contract = Contract.load(vertx);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.validator = ResponseValidator.create(vertx, contract.operations());
  }

  Contract contract() {
    return contract;
  }

  /** A call as nobody. */
  Reply get(String path) {
    return send(app.browser(), call("GET", path, ""));
  }

  /** A call with a key; an empty one sends none. */
  Reply get(String path, String key) {
    return send(app.browser(), withKey(call("GET", path, ""), key));
  }

  Reply send(String method, String path, String key, String body) {
    return send(app.browser(), withKey(call(method, path, body), key));
  }

  static HttpRequest.Builder withKey(HttpRequest.Builder request, String key) {
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  /** A request for a path below the API's. */
  HttpRequest.Builder call(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.url().resolve(Api.BASE + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    return body.isEmpty() ? request : request.header("Content-Type", "application/json");
  }

  Reply send(HttpBrowser browser, HttpRequest.Builder request) {
    HttpResponse<String> response = browser.send(request);
    HttpRequest sent = response.request();
    String type = response.headers().firstValue("Content-Type").orElse("");
    assertThat(type)
        .isEqualTo(response.statusCode() < 400 ? "application/json" : Problem.MEDIA_TYPE);
    io.vertx.openapi.contract.Operation operation =
        contract
            .operations()
            .findOperation(sent.uri().getPath(), HttpMethod.valueOf(sent.method()));
    if (operation != null) {
      try {
        validator
            .validate(
                ValidatableResponse.create(
                    response.statusCode(), Buffer.buffer(response.body()), "application/json"),
                operation.getOperationId())
            .await(10, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(operation.getOperationId() + " answered " + response.body(), e);
      }
    }
    return new Reply(response.statusCode(), new JsonObject(response.body()), response);
  }

  /** What was answered. */
  record Reply(int status, JsonObject body, HttpResponse<String> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String field() {
      return body.getString("field", "-");
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
