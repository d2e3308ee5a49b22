package live.vitrine.media.benchmark.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes AMF0 values (specification sections 2.2 to 2.10) one after the other. */
public final class Amf0Writer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public Amf0Writer number(double value) {
    bytes.write(0x00);
    bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  public Amf0Writer bool(boolean value) {
    bytes.write(0x01);
    bytes.write(value ? 1 : 0);
    return this;
  }

  public Amf0Writer string(String value) {
    bytes.write(0x02);
    return key(value);
  }

  public Amf0Writer nothing() {
    bytes.write(0x05);
    return this;
  }

  public Amf0Writer startObject() {
    bytes.write(0x03);
    return this;
  }

  public Amf0Writer startEcmaArray(int members) {
    bytes.write(0x08);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(members).array());
    return this;
  }

  /** Name of an object's next member; its value follows. */
  public Amf0Writer key(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    bytes.write(text.length >>> 8);
    bytes.write(text.length);
    bytes.writeBytes(text);
    return this;
  }

  public Amf0Writer endObject() {
    key("");
    bytes.write(0x09);
    return this;
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
