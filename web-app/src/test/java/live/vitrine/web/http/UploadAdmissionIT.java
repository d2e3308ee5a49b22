package live.vitrine.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class UploadAdmissionIT {
  private static RunningWebApp app;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void writesNoFileOfAStranger() throws IOException {
    HttpResponse<String> response =
        app.browser()
            .send(
                HttpRequest.newBuilder(app.url().resolve("/account/picture"))
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "--b\r\nContent-Disposition: form-data; name=\"picture\";"
                                + " filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nbytes"
                                + "\r\n--b--\r\n")));

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
    assertThat(filesIn(app.data().resolve("uploads"))).isZero();
  }

  private static long filesIn(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
