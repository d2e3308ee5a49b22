package live.vitrine.web.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import live.vitrine.web.http.Upload;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.PictureFiles;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureIT {
  private static RunningWebApp app;
  private static Fixtures fixtures;
  private static FolderStore store;
  private static PictureUploads uploads;
  private static long owner;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
    store = new FolderStore(app.data().resolve("pictures"));
    uploads = new PictureUploads(app.database(), store, Clock.systemUTC());
    owner = fixtures.account(Role.HOST);
  }

  @AfterAll
  static void close() {
    uploads.close();
    app.close();
  }

  private Upload upload(byte[] content) throws IOException {
    Path file = Files.createTempFile(folder, "upload", "");
    Files.write(file, content);
    return new Upload("picture", "../../evil.php", file, content.length);
  }

  private String stored() throws Exception {
    return uploads.store(owner, upload(PictureFiles.jpeg(1000, 500)));
  }

  @Test
  void servesForEverWhatWasTakenIn() throws Exception {
    HttpResponse<String> response = app.browser().get("/pictures/" + stored() + "/480.jpg");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void answersTheNextWidthThatIsKept() throws Exception {
    String id = stored();
    HttpResponse<String> odd = app.browser().get("/pictures/" + id + "/200.jpg");

    assertThat(odd.statusCode()).isEqualTo(200);
    assertThat(odd.body()).isEqualTo(app.browser().get("/pictures/" + id + "/480.jpg").body());
    assertThat(app.browser().get("/pictures/" + id + "/9999.jpg").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pictures/0123456789abcdef0123456789abcdef/480.jpg",
        "/pictures/../480.jpg",
        "/pictures/%2e%2e%2f%2e%2e%2fetc/480.jpg",
        "/pictures/..%2F..%2Fmariadb/160.jpg",
        "/pictures/0123456789abcdef0123456789abcde%00/160.jpg",
        "/pictures/0123456789ABCDEF0123456789ABCDEF/480.jpg",
        "/pictures/ID/-1.jpg",
        "/pictures/ID/0.jpg",
        "/pictures/ID/..%2F480.jpg",
        "/pictures/ID/480.png",
        "/pictures/ID/480xjpg",
        "/pictures/ID/99999999999.jpg"
      })
  void findsNothingElse(String path) throws Exception {
    assertThat(app.browser().get(path.replace("ID", stored())).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsTooLargeOrEmpty() throws Exception {
    Upload large =
        new Upload("picture", "a", folder.resolve("none"), PictureUploads.MOST_BYTES + 1);

    assertThat(refusal(large)).isEqualTo("picture.bytes");
    assertThat(refusal(upload(new byte[0]))).isEqualTo("picture.empty");
    assertThat(refusal(upload("<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
        .isEqualTo("picture.markup");
  }

  private static String refusal(Upload upload) {
    return catchThrowableOfType(PictureRefusedException.class, () -> uploads.store(owner, upload))
        .reason()
        .key();
  }

  @Test
  void removesOnlyWhatNothingShowsAfterADay() throws Exception {
    String unused = stored();
    String face = stored();
    String logo = stored();
    String shelf = stored();
    long shop = fixtures.shop(fixtures.account(Role.HOST));
    long product = fixtures.product(shop, "Lamp");
    app.database()
        .change(handle -> {
          handle.execute("UPDATE account SET picture_id = ? WHERE id = ?", face, owner);
          handle.execute("UPDATE shop SET logo_id = ? WHERE id = ?", logo, shop);
          handle.execute("INSERT INTO product_picture VALUES (?, 0, ?, '')", product, shelf);
        });
    Clock soon = Clock.offset(Clock.systemUTC(), Duration.ofHours(23));
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));

    assertThat(sweep(soon)).isZero();
    assertThat(store.find(unused, 160)).isPresent();
    assertThat(sweep(later)).isPositive();

    assertThat(store.find(unused, 160)).isEmpty();
    assertThat(app.data().resolve("pictures/" + unused.substring(0, 2) + "/" + unused))
        .doesNotExist();
    assertThat(Stream.of(face, logo, shelf).map(id -> store.find(id, 1600)))
        .allMatch(java.util.Optional::isPresent);
  }

  private static int sweep(Clock clock) {
    try (PictureSweep sweep = new PictureSweep(app.database(), store, clock)) {
      return sweep.sweep();
    }
  }
}
