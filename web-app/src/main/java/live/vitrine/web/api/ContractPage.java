package live.vitrine.web.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The contract as its page shows it.
 *
 * @param paragraphs of its description
 */
public record ContractPage(
    String title, List<String> paragraphs, List<Group> groups, List<Schema> schemas) {

  /** Operations that belong together. */
  public record Group(String name, String description, List<Described> operations) {}

  /**
   * One operation.
   *
   * @param caller empty for anybody; {@code session}; or the scope of a key
   * @param body the schema of its body; empty where it takes none
   * @param answer the schema of what it answers; empty where that is nothing
   */
  public record Described(
      String id,
      String method,
      String path,
      String summary,
      String description,
      String caller,
      List<Value> parameters,
      String body,
      String answer,
      String example) {}

  /** Something with a type. */
  public record Value(
      String name, String place, String type, boolean required, String description) {}

  /** A schema with its fields. */
  public record Schema(String name, String description, List<Value> fields) {}

  static ContractPage of(JsonObject document, String base) {
    JsonObject info = document.getJsonObject("info");
    List<Group> groups = new ArrayList<>();
    for (Object tag : document.getJsonArray("tags")) {
      String name = ((JsonObject) tag).getString("name");
      groups.add(
          new Group(
              name,
              ((JsonObject) tag).getString("description", ""),
              new ContractOperations(document, base).ofTag(name)));
    }
    return new ContractPage(
        info.getString("summary"),
        List.of(info.getString("description").strip().split("\n")),
        List.copyOf(groups),
        schemas(document));
  }

  private static List<Schema> schemas(JsonObject document) {
    List<Schema> all = new ArrayList<>();
    for (Map.Entry<String, Object> entry :
        document.getJsonObject("components").getJsonObject("schemas")) {
      JsonObject schema = (JsonObject) entry.getValue();
      JsonArray required = schema.getJsonArray("required", new JsonArray());
      List<Value> fields = new ArrayList<>();
      for (Map.Entry<String, Object> field : schema.getJsonObject("properties", new JsonObject())) {
        JsonObject described = (JsonObject) field.getValue();
        fields.add(
            new Value(
                field.getKey(),
                "",
                type(described),
                required.contains(field.getKey()),
                described.getString("description", "")));
      }
      String enumerated = schema.containsKey("enum") ? type(schema) : "";
      all.add(
          new Schema(
              entry.getKey(), schema.getString("description", enumerated), List.copyOf(fields)));
    }
    return List.copyOf(all);
  }

  /** A type in short: {@code string}, {@code integer 1–100}, {@code list of Shop}. */
  static String type(JsonObject schema) {
    if (schema.containsKey("$ref")) {
      return name(schema.getString("$ref"));
    }
    if (schema.containsKey("enum")) {
      return String.join(" | ", schema.getJsonArray("enum").stream().map(String::valueOf).toList());
    }
    String type = String.valueOf(schema.getValue("type"));
    if (type.equals("array")) {
      return "list of " + type(schema.getJsonObject("items"));
    }
    String bounds = "";
    if (schema.containsKey("minimum") && schema.containsKey("maximum")) {
      bounds = " " + schema.getValue("minimum") + "–" + schema.getValue("maximum");
    } else if (schema.containsKey("maxLength")) {
      bounds = " ≤ " + schema.getValue("maxLength");
    } else if (schema.containsKey("format")) {
      bounds = " (" + schema.getString("format") + ")";
    }
    return type + bounds;
  }

  static String name(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
