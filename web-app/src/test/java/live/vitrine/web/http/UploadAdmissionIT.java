package live.vitrine.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
  void sendsAStrangerAwayBeforeAnyOfTheFileHasCome() throws IOException {
    assertThat(answerToUnsentFile()).startsWith("HTTP/1.1 303");
  }

  /** The first line of what is answered while the file is still awaited. */
  private static String answerToUnsentFile() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.url().getPort())) {
      socket.setSoTimeout(20_000);
      String head =
          """
          POST /account/picture HTTP/1.1
          Host: localhost
          Sec-Fetch-Site: same-origin
          Content-Type: multipart/form-data; boundary=b
          Content-Length: 1000000

          """
              .replace("\n", "\r\n");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String line = reader.readLine();
      return line == null ? "" : line;
    }
  }
}
