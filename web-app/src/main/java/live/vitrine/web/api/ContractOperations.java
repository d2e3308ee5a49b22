package live.vitrine.web.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the operations of the contract for its page. */
final class ContractOperations {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final JsonObject document;
  private final String base;

  ContractOperations(JsonObject document, String base) {
    this.document = document;
    this.base = base;
  }

  List<ContractPage.Described> ofTag(String tag) {
    List<ContractPage.Described> found = new ArrayList<>();
    for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
      for (Map.Entry<String, Object> method : (JsonObject) path.getValue()) {
        if (METHODS.contains(method.getKey())) {
          JsonObject operation = (JsonObject) method.getValue();
          if (operation.getJsonArray("tags").contains(tag)) {
            found.add(
                described(path.getKey(), method.getKey().toUpperCase(Locale.ROOT), operation));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private ContractPage.Described described(String path, String method, JsonObject operation) {
    List<ContractPage.Value> parameters = new ArrayList<>();
    String address = path;
    StringBuilder query = new StringBuilder();
    StringBuilder headers = new StringBuilder();
    for (Object each : operation.getJsonArray("parameters", new JsonArray())) {
      JsonObject parameter = resolved((JsonObject) each);
      String name = parameter.getString("name");
      String place = parameter.getString("in");
      boolean required = parameter.getBoolean("required", false);
      parameters.add(
          new ContractPage.Value(
              name,
              place,
              ContractPage.type(parameter.getJsonObject("schema")),
              required,
              parameter.getString("description", "")));
      String example = String.valueOf(parameter.getValue("example", "…"));
      switch (place) {
        case "path" -> address = address.replace("{" + name + "}", example);
        case "header" ->
            headers.append(" \\\n  -H '").append(name).append(": ").append(example).append("'");
        default -> {
          if (required) {
            query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(example);
          }
        }
      }
    }
    String caller = caller(operation);
    JsonObject body = content(operation.getJsonObject("requestBody", new JsonObject()));
    return new ContractPage.Described(
        operation.getString("operationId"),
        method,
        path,
        operation.getString("summary"),
        operation.getString("description", ""),
        caller,
        List.copyOf(parameters),
        schema(body),
        answer(operation),
        curl(method, caller, headers.toString(), body, base + address + query));
  }

  private static String curl(
      String method, String caller, String headers, JsonObject body, String address) {
    StringBuilder line = new StringBuilder("curl");
    if (!method.equals("GET")) {
      line.append(" -X ").append(method);
    }
    if (caller.equals("session")) {
      line.append(" -b 'session=…'");
      if (!method.equals("GET")) {
        line.append(" -H 'X-CSRF-Token: …' -H 'Origin: …'");
      }
    } else if (!caller.isEmpty()) {
      line.append(" -H 'Authorization: Bearer vk_…'");
    }
    line.append(headers);
    if (!body.isEmpty()) {
      line.append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '")
          .append(body.getJsonObject("example", new JsonObject()).encode())
          .append("'");
    }
    return line.append(" \\\n  '").append(address).append("'").toString();
  }

  private JsonObject resolved(JsonObject object) {
    String reference = object.getString("$ref");
    if (reference == null) {
      return object;
    }
    JsonObject found = document;
    for (String part : reference.substring(2).split("/", -1)) {
      found = found.getJsonObject(part);
    }
    return found;
  }

  private static String caller(JsonObject operation) {
    JsonArray security = operation.getJsonArray("security", new JsonArray());
    if (security.isEmpty()) {
      return "";
    }
    JsonArray scopes = security.getJsonObject(0).getJsonArray("key");
    return scopes == null ? "session" : scopes.getString(0);
  }

  private static JsonObject content(JsonObject holder) {
    return holder
        .getJsonObject("content", new JsonObject())
        .getJsonObject("application/json", new JsonObject());
  }

  private static String schema(JsonObject content) {
    return content.isEmpty() ? "" : ContractPage.type(content.getJsonObject("schema"));
  }

  private static String answer(JsonObject operation) {
    for (Map.Entry<String, Object> response : operation.getJsonObject("responses")) {
      if (response.getKey().startsWith("2")) {
        return schema(content((JsonObject) response.getValue()));
      }
    }
    return "";
  }
}
