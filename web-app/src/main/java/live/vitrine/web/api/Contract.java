package live.vitrine.web.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the API is: {@code openapi.yaml}.
 *
 * @param text as it is written
 * @param document as it is read, references unresolved
 * @param operations as requests are held against it
 */
public record Contract(Buffer text, JsonObject document, OpenAPIContract operations) {
  private static final String FILE = "openapi.yaml";

  /** Reads it from the jar. Blocks. */
  public static Contract load(Vertx vertx) throws IOException {
    byte[] bytes;
    try (InputStream in = Contract.class.getClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("there is no " + FILE);
      }
      bytes = in.readAllBytes();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      // Vert.x knows no application/problem+json and would refuse the contract for naming it.
      // Nor does it know addresses relative to the contract's own, which readers need.
      JsonObject known =
          parse(
              text.replace(Problem.MEDIA_TYPE, "application/json")
                  .replace("- url: /", "- url: http://localhost/"));
      OpenAPIContract operations = OpenAPIContract.from(vertx, known).await(30, TimeUnit.SECONDS);
      return new Contract(Buffer.buffer(bytes), parse(text), operations);
    } catch (TimeoutException | RuntimeException e) {
      throw new IOException(FILE + ": " + e.getMessage(), e);
    }
  }

  private static JsonObject parse(String text) {
    Map<String, Object> map = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    // Through text, so that all of it is JSON and nothing YAML's own.
    return new JsonObject(new JsonObject(map).encode());
  }
}
