package live.vitrine.web.picture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import live.vitrine.web.testing.PictureFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureDecoderTest {
  private static Map<Integer, byte[]> taken(byte[] file) throws PictureRefusedException {
    return PictureEncoder.encode(PictureDecoder.decode(file));
  }

  private static BufferedImage shown(byte[] file, int width) throws PictureRefusedException {
    return PictureFiles.read(requireNonNull(taken(file).get(width)));
  }

  private static String refusal(byte[] file) {
    PictureRefusedException refused =
        catchThrowableOfType(PictureRefusedException.class, () -> PictureDecoder.decode(file));
    assertThat(refused).isNotNull();
    return refused.reason().key();
  }

  /** The nearest of the colours that {@link PictureFiles#quarters} has; W for white. */
  private static char colour(BufferedImage pixels, double x, double y) {
    int rgb =
        pixels.getRGB((int) (x * pixels.getWidth()), (int) (y * pixels.getHeight())) & 0xFFFFFF;
    String bits = "" + (rgb >> 16 & 0xFF) / 128 + (rgb >> 8 & 0xFF) / 128 + (rgb & 0xFF) / 128;
    return switch (bits) {
      case "100" -> 'R';
      case "010" -> 'G';
      case "001" -> 'B';
      case "000" -> 'K';
      case "111" -> 'W';
      default -> '?';
    };
  }

  private static String corners(BufferedImage pixels) {
    return ""
        + colour(pixels, 0.2, 0.2)
        + colour(pixels, 0.8, 0.2)
        + colour(pixels, 0.8, 0.8)
        + colour(pixels, 0.2, 0.8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void takesEachFormatInAllWidths(String format) throws Exception {
    byte[] file =
        PictureFiles.file(format, PictureFiles.quarters(2000, 1000, BufferedImage.TYPE_INT_RGB));
    Map<Integer, byte[]> files = taken(file);

    assertThat(files).containsOnlyKeys(160, 480, 960, 1600);
    files.forEach((width, jpeg) -> {
      BufferedImage pixels = PictureFiles.read(jpeg);
      assertThat(pixels.getWidth()).isEqualTo(width);
      assertThat(pixels.getHeight()).isEqualTo(width / 2);
      assertThat(corners(pixels)).isEqualTo("RGBK");
    });
  }

  @Test
  void takesWebp() throws Exception {
    assertThat(shown(PictureFiles.webp(), 160).getWidth()).isEqualTo(1);
  }

  @Test
  void neverEnlarges() throws Exception {
    assertThat(shown(PictureFiles.png(300, 30), 160).getWidth()).isEqualTo(160);
    assertThat(shown(PictureFiles.png(300, 30), 1600).getWidth()).isEqualTo(300);
    assertThat(shown(PictureFiles.png(1, 1), 1600).getWidth()).isEqualTo(1);
    assertThat(shown(PictureFiles.png(4000, 1), 160).getHeight()).isEqualTo(1);
  }

  @Test
  void writesProgressiveJpeg() throws Exception {
    String file =
        new String(
            requireNonNull(taken(PictureFiles.jpeg(500, 500)).get(480)),
            StandardCharsets.ISO_8859_1);

    assertThat(file).startsWith("\u00ff\u00d8").contains("\u00ff\u00c2");
  }

  @ParameterizedTest
  @CsvSource({
    "0,RGBK", "1,RGBK", "2,GRKB", "3,BKRG", "4,KBGR", "5,RKBG", "6,KRGB", "7,BGRK", "8,GBKR",
    "9,RGBK"
  })
  void turnsAPictureAsTheCameraWasHeld(int orientation, String expected) throws Exception {
    byte[] jpeg = PictureFiles.jpeg(400, 200);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] exif = Segments.exif(orientation, order);
      BufferedImage pixels = shown(Segments.inserted(jpeg, 0xFFE1, exif), 160);

      assertThat(corners(pixels)).isEqualTo(expected);
      boolean upright = orientation < 5 || orientation > 8;
      assertThat(pixels.getWidth()).isEqualTo(160);
      assertThat(pixels.getHeight()).isEqualTo(upright ? 80 : 320);
    }
  }

  @Test
  void turnsPng() throws Exception {
    byte[] exif = Segments.exif(6, ByteOrder.BIG_ENDIAN);
    byte[] bare = Arrays.copyOfRange(exif, 6, exif.length);

    assertThat(corners(shown(Segments.inserted(PictureFiles.png(40, 20), "eXIf", bare), 160)))
        .isEqualTo("KRGB");
  }

  @Test
  void dropsAllMetadata() throws Exception {
    byte[] jpeg =
        Segments.inserted(
            PictureFiles.jpeg(40, 40), 0xFFE1, Segments.exif(6, ByteOrder.BIG_ENDIAN));
    assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).contains("GPS", "Exif");

    for (byte[] kept : taken(jpeg).values()) {
      assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
    }
  }

  @Test
  void putsTransparentPicturesOnWhite() throws Exception {
    byte[] clear = PictureFiles.file("png", new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB));

    assertThat(corners(shown(clear, 160))).isEqualTo("WWWW");
  }

  @Test
  void takesCmykWithTheInkInverted() throws Exception {
    WritableRaster noInk =
        Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, 32, 32, 4, null);
    Arrays.fill(((java.awt.image.DataBufferByte) noInk.getDataBuffer()).getData(), (byte) 255);
    byte[] adobe =
        ByteBuffer.allocate(12)
            .put("Adobe".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) 100)
            .array();

    assertThat(corners(shown(Segments.inserted(jpegOf(noInk), 0xFFEE, adobe), 160)))
        .isEqualTo("WWWW");
  }

  private static byte[] jpegOf(Raster raster) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_3BYTE_BGR
      })
  void takesAllKindsOfPng(int type) throws Exception {
    BufferedImage pixels = shown(PictureFiles.file("png", new BufferedImage(20, 10, type)), 160);

    assertThat(corners(pixels)).isEqualTo("KKKK");
  }

  @Test
  void refusesBombsByTheirHeader() {
    assertThat(refusal(Segments.hugePng(65_535, 65_535))).isEqualTo("picture.pixels");
    assertThat(refusal(Segments.hugePng(12_001, 1))).isEqualTo("picture.pixels");
    assertThat(refusal(Segments.hugePng(6_400, 6_400))).isEqualTo("picture.pixels");
    assertThat(refusal(Segments.hugePng(Integer.MAX_VALUE, 2))).isEqualTo("picture.pixels");
    assertThat(refusal(Segments.hugePng(0, 10))).isEqualTo("picture.damaged");
  }

  @Test
  void doesNotUnpackPackedWords() throws Exception {
    byte[] bomb = Segments.deflated(new byte[50_000_000]);
    byte[] text =
        ByteBuffer.allocate(9 + bomb.length)
            .put("Comment\0\0".getBytes(StandardCharsets.US_ASCII))
            .put(bomb)
            .array();
    byte[] png = PictureFiles.png(20, 20);

    assertThat(corners(shown(Segments.inserted(png, "zTXt", text), 160))).isEqualTo("RGBK");
    assertThat(corners(shown(Segments.inserted(png, "iCCP", text), 160))).isEqualTo("RGBK");
  }

  @Test
  void refusesAJpegOfCountlessScans() {
    byte[] jpeg = PictureFiles.jpeg(20, 20);
    byte[] many = Arrays.copyOf(jpeg, jpeg.length + 2 * 100);
    for (int at = jpeg.length; at < many.length; at += 2) {
      many[at] = (byte) 0xFF;
      many[at + 1] = (byte) 0xDA;
    }

    assertThat(refusal(many)).isEqualTo("picture.damaged");
  }

  @Test
  void makesPolyglotsHarmless() throws Exception {
    byte[] gif =
        PictureFiles.file("gif", PictureFiles.quarters(20, 20, BufferedImage.TYPE_INT_RGB));
    byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    byte[] both = ByteBuffer.allocate(gif.length + script.length).put(gif).put(script).array();

    for (byte[] kept : taken(both).values()) {
      assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }
  }

  @Test
  void saysWhatIsNotTaken() {
    assertThat(
            refusal("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("picture.markup");
    assertThat(refusal("\ufeff \n<!doctype html>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("picture.markup");
    assertThat(refusal("\0\0\0\u0018ftypheic".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("picture.heif");
    assertThat(refusal("PK\u0003\u0004 a zip".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("picture.kind");
    assertThat(refusal(new byte[0])).isEqualTo("picture.kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void refusesOrTakesWhatIsCutOffAndNothingElse(String format) {
    byte[] file =
        PictureFiles.file(format, PictureFiles.quarters(64, 64, BufferedImage.TYPE_INT_RGB));
    for (int length = 0; length < file.length; length += 7) {
      try {
        PictureDecoder.decode(Arrays.copyOf(file, length));
      } catch (PictureRefusedException e) {
        assertThat(e.reason().key()).isIn("picture.damaged", "picture.kind");
      }
    }
    assertThat(refusal(Arrays.copyOf(file, 40))).isEqualTo("picture.damaged");
  }

  @Test
  void readsWhatIsVeryLargeInAFractionOfItsMemory() throws Exception {
    PictureDecoder.Decoded decoded = PictureDecoder.decode(PictureFiles.jpeg(7_000, 200));

    assertThat(decoded.pixels().getWidth()).isEqualTo(3_500);
    assertThat(decoded.shownWidth()).isEqualTo(7_000);
    assertThat(corners(shown(PictureFiles.jpeg(7_000, 200), 1600))).isEqualTo("RGBK");
  }

  @Test
  void refusesNoise() {
    byte[] noise = new byte[5_000];
    new Random(7).nextBytes(noise);
    byte[] jpeg = noise.clone();
    jpeg[0] = (byte) 0xFF;
    jpeg[1] = (byte) 0xD8;
    jpeg[2] = (byte) 0xFF;

    assertThat(refusal(noise)).isEqualTo("picture.kind");
    assertThat(refusal(jpeg)).isEqualTo("picture.damaged");
  }
}
