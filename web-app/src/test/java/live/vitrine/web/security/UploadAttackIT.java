package live.vitrine.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.Multipart;
import live.vitrine.web.testing.PictureFiles;
import live.vitrine.web.testing.RunningWebApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and forms that are made to do harm. */
final class UploadAttackIT {
  private static final String PICTURE = "/account/picture";
  private static RunningWebApp app;
  private static Fixtures fixtures;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
  }

  private static HttpBrowser signedIn() {
    HttpBrowser browser =
        app.browser().withSession(fixtures.session(fixtures.account(Role.SHOPPER)));
    browser.get("/account");
    return browser;
  }

  private static long kept() {
    Path uploads = app.data().resolve("uploads");
    if (!Files.exists(uploads)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(uploads)) {
      return files.count();
    } catch (IOException _) {
      return -1;
    }
  }

  private static void nothingIsKept() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(kept()).isZero());
  }

  /** Who is not signed in could fill the disk: a part of a file is enough, never ended. */
  @Test
  void takesNoFileFromStrangers() throws IOException {
    try (RawHttp raw = new RawHttp(app.url())) {
      raw.send(
          """
          POST /account/picture HTTP/1.1
          Host: x
          Origin: %s
          Content-Type: multipart/form-data; boundary=b
          Content-Length: 9000000

          --b
          Content-Disposition: form-data; name="picture"; filename="a.png"

          """
                  .formatted(app.url())
                  .replace("\n", "\r\n")
              + "x".repeat(200_000));
      // A second connection is answered after the first was read.
      for (int i = 0; i < 20; i++) {
        app.browser().get("/healthz");
        assertThat(kept()).isZero();
      }
    }
  }

  static Stream<Arguments> bodies() {
    String part = "--b\r\nContent-Disposition: form-data; name=\"a\"";
    String end = "--b--\r\n";
    return Stream.of(
        Arguments.of("no boundary", "multipart/form-data", part + "\r\n\r\nx\r\n" + end),
        Arguments.of("an empty boundary", "multipart/form-data; boundary=", "--\r\n\r\n----"),
        Arguments.of(
            "another boundary", "multipart/form-data; boundary=c", part + "\r\n\r\nx\r\n" + end),
        Arguments.of("no end", "multipart/form-data; boundary=b", part + "\r\n\r\nx"),
        Arguments.of(
            "a name too long",
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\""
                + "a".repeat(200_000)
                + "\"\r\n\r\n"
                + end),
        Arguments.of(
            "fields without end",
            "multipart/form-data; boundary=b",
            (part + "\r\n\r\nx\r\n").repeat(5_000) + end),
        Arguments.of(
            "an unknown charset",
            "multipart/form-data; boundary=b; charset=evil",
            part + "\r\nContent-Type: text/plain; charset=evil\r\n\r\nx\r\n" + end),
        Arguments.of(
            "an unknown encoding",
            "multipart/form-data; boundary=b",
            part + "\r\nContent-Transfer-Encoding: evil\r\n\r\nx\r\n" + end),
        Arguments.of(
            "fields without end, in one line",
            "application/x-www-form-urlencoded",
            "a=1&".repeat(20_000)),
        Arguments.of("what cannot be decoded", "application/x-www-form-urlencoded", "csrf=%zz&%"),
        Arguments.of("something else", "text/plain", "x".repeat(10_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void refusesForms(String what, String type, String body) {
    HttpBrowser browser = signedIn();

    HttpResponse<String> answer =
        browser.send(
            java.net.http.HttpRequest.newBuilder(app.url().resolve(PICTURE))
                .header("Content-Type", type)
                .header("Origin", app.url().toString())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).as(what).isBetween(400, 499);
    nothingIsKept();
    assertThat(app.browser().get("/healthz").statusCode()).isEqualTo(200);
  }

  static Stream<Arguments> files() {
    byte[] png = PictureFiles.png(40, 40);
    return Stream.of(
        Arguments.of("x.svg", text("<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>")),
        Arguments.of("x.png", text("<html><script>alert(7)</script>")),
        Arguments.of("x.gif", text("GIF89a/*<script>*/=1;alert(7)")),
        Arguments.of("x.jpg", text("\u00ff\u00d8\u00ff<?php system('id');")),
        Arguments.of("x.xml", text("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;")),
        Arguments.of("x.pdf", text("%PDF-1.4")),
        Arguments.of("x.mvg", text("push graphic-context\nfill 'url(http://127.0.0.1/)'")),
        Arguments.of("../../x.png", java.util.Arrays.copyOf(png, png.length / 2)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void refusesFiles(String name, byte[] file) {
    HttpResponse<String> answer =
        signedIn().upload(PICTURE, new Multipart().file("picture", name, file));

    assertThat(answer.statusCode()).isEqualTo(422);
    nothingIsKept();
  }

  /** A picture that is a program as well comes out as a picture only. */
  @Test
  void keepsNothingButPixels() {
    byte[] png = PictureFiles.png(40, 40);
    byte[] both = java.util.Arrays.copyOf(png, png.length + 40);
    System.arraycopy(text("<script>alert(7)</script>"), 0, both, png.length, 25);
    HttpBrowser browser = signedIn();

    assertThat(
            browser.upload(PICTURE, new Multipart().file("picture", "x.html", both)).statusCode())
        .isEqualTo(303);
    String address =
        browser.get("/account").body().replaceAll("(?s).*src=\"(/pictures/[^\"]+)\".*", "$1");
    HttpResponse<String> picture = browser.get(address);

    assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(picture.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(picture.body()).doesNotContain("script");
  }
}
