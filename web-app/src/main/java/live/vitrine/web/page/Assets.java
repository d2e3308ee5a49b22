package live.vitrine.web.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The style sheet and the scripts that Vite bundled, from memory. Their names carry a hash of their
 * content, so browsers keep them for ever.
 *
 * @param styles addresses of style sheets for every page
 * @param script address of the script for every page
 * @param themeScript address of the small script that runs before anything is painted
 * @param icon address of the site's icon
 */
public record Assets(
    List<String> styles, String script, String themeScript, String icon, Map<String, Asset> files) {
  private static final String FOLDER = "frontend/";
  private static final String PREFIX = "/assets/";
  private static final String ENTRY = "src/main.ts";

  /** A file as it is sent. */
  record Asset(String contentType, Buffer bytes) {}

  /** Reads them from the jar. */
  public static Assets load() throws IOException {
    JsonObject manifest = new JsonObject(Buffer.buffer(read("manifest.json")));
    Map<String, Asset> files = new HashMap<>();
    for (String key : manifest.fieldNames()) {
      JsonObject chunk = manifest.getJsonObject(key);
      put(files, chunk.getString("file"));
      for (Object style : chunk.getJsonArray("css", new JsonArray())) {
        put(files, (String) style);
      }
      for (Object asset : chunk.getJsonArray("assets", new JsonArray())) {
        put(files, (String) asset);
      }
    }
    JsonObject entry = manifest.getJsonObject(ENTRY);
    List<String> styles = new ArrayList<>();
    entry.getJsonArray("css").forEach(style -> styles.add(PREFIX + style));
    return new Assets(
        List.copyOf(styles),
        PREFIX + entry.getString("file"),
        address(manifest, "src/theme.ts"),
        address(manifest, "src/favicon.svg"),
        Map.copyOf(files));
  }

  private static String address(JsonObject manifest, String source) {
    return PREFIX + manifest.getJsonObject(source).getString("file");
  }

  private static void put(Map<String, Asset> files, String name) throws IOException {
    files.put(name, new Asset(contentType(name), Buffer.buffer(read(name))));
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("the bundle has no " + name);
      }
      return in.readAllBytes();
    }
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "woff2" -> "font/woff2";
      case "png" -> "image/png";
      default -> "application/octet-stream";
    };
  }

  /** Serves them. */
  public void addTo(Router router) {
    router
        .get(PREFIX + ":name")
        .method(HttpMethod.HEAD)
        .handler(rc -> {
          Asset asset = files.get(rc.pathParam("name"));
          if (asset == null) {
            rc.next();
            return;
          }
          rc.response()
              .putHeader("Content-Type", asset.contentType())
              .putHeader("Cache-Control", "public, max-age=31536000, immutable")
              .end(asset.bytes());
        });
  }
}
