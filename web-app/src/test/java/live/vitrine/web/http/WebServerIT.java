package live.vitrine.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WebServerIT {
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
  void answersQueriesThatCannotBeReadHoweverManyCome() throws IOException {
    try (Socket socket = new Socket(app.url().getHost(), app.url().getPort())) {
      socket.setSoTimeout(10_000);
      for (int i = 0; i <= WebServer.MOST_AT_ONCE; i++) {
        assertThat(ask(socket, "/?q=%zz")).isEqualTo(400);
      }
    }

    assertThat(app.browser().get("/").statusCode()).isEqualTo(200);
  }

  /** A request line that no client of Java would send. Answers the status. */
  private static int ask(Socket socket, String target) throws IOException {
    URI url = app.url();
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET " + target + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    // ISO 8859-1: a character is a byte. Nothing is read ahead, as the next answer is not asked.
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    int status = Integer.parseInt(in.readLine().split(" ", -1)[1]);
    long length = 0;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    while (length > 0) {
      length -= in.skip(length);
    }
    return status;
  }
}
