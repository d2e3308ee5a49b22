package live.vitrine.web.testing;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A form with files, as browsers send it. */
public final class Multipart {
  private static final String BOUNDARY = "----vitrine-test-boundary";

  private record Part(String name, String fileName, Buffer content) {}

  private final List<Part> parts = new ArrayList<>();

  public Multipart field(String name, String value) {
    parts.add(new Part(name, "", Buffer.buffer(value)));
    return this;
  }

  public Multipart fields(Map<String, String> fields) {
    fields.forEach(this::field);
    return this;
  }

  public Multipart file(String name, String fileName, byte[] content) {
    parts.add(new Part(name, fileName, Buffer.buffer(content)));
    return this;
  }

  boolean has(String name) {
    return parts.stream().anyMatch(part -> part.name.equals(name));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Part part : parts) {
      String file =
          part.fileName.isEmpty()
              ? ""
              : "; filename=\"%s\"\r\nContent-Type: application/octet-stream"
                  .formatted(part.fileName);
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
              .formatted(BOUNDARY, part.name, file);
      bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(part.content.getBytes());
      bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    bytes.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
