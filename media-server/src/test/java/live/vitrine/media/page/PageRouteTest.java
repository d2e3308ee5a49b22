package live.vitrine.media.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import live.vitrine.media.http.HttpCounters;
import live.vitrine.media.http.HttpLimits;
import live.vitrine.media.http.HttpServerInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRouteTest {
  private static final PageFile INDEX = file("<p>hello</p>", "index.html");
  private static final PageFile SCRIPT = file("let a;", "main.js");
  private static final PageRoute ROUTE = new PageRoute(Map.of("/", INDEX, "/page/main.js", SCRIPT));

  private static PageFile file(String text, String name) {
    return PageFile.of(
        text.getBytes(StandardCharsets.UTF_8), PageFile.contentType(name).orElseThrow());
  }

  @Test
  void servesTheIndexWithItsPolicies() {
    assertThat(get("/", ""))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains(
            "content-type: text/html; charset=utf-8\r\n",
            "cache-control: no-cache\r\n",
            "etag: " + INDEX.entityTag() + "\r\n",
            "content-security-policy: default-src 'none'; script-src 'self';",
            "media-src 'self' blob:",
            "connect-src 'self' ws: wss:",
            "X-Content-Type-Options: nosniff\r\n",
            "Referrer-Policy: no-referrer\r\n")
        .endsWith("<p>hello</p>");
  }

  @Test
  void servesFilesBehindThePortsPrefix() {
    assertThat(get("/here/page/main.js", ""))
        .contains("content-type: text/javascript; charset=utf-8\r\n")
        .endsWith("let a;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/page",
        "/page/",
        "/page/index.html",
        "/page/MAIN.JS",
        "/page//main.js",
        "/page/./main.js",
        "/page/../page/main.js",
        "/page/%6dain.js",
        "/page/main.js%00",
        "/../page/main.js",
        "//page/main.js",
        "/page\\main.js"
      })
  void knowsNoOtherPaths(String path) {
    assertThat(get(path, "")).startsWith("HTTP/1.1 404 Not Found\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"%s|304", "W/%s|304", "\"other\", %s|304", "*|304", "\"other\"|200", "''|200"})
  void sendsNothingThatTheClientHas(String known, int status) {
    assertThat(get("/", "If-None-Match: " + known.replace("%s", INDEX.entityTag()) + "\r\n"))
        .startsWith("HTTP/1.1 " + status)
        .endsWith(status == 304 ? "\r\n\r\n" : "<p>hello</p>");
  }

  @Test
  void namesTheAllowedMethods() {
    assertThat(send("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("allow: GET, HEAD, OPTIONS\r\n");
  }

  @Test
  void changesTheTagWithTheBytes() {
    assertThat(file("a", "a.js").entityTag()).isNotEqualTo(file("b", "a.js").entityTag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"package.json", "main.js.map", "Main.class", "LICENSE"})
  void servesKnownKindsOfFilesOnly(String name) {
    assertThat(PageFile.contentType("page/" + name)).isEmpty();
  }

  private static String get(String path, String headers) {
    return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
  }

  private static String send(String request) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpServerInitializer(
                HttpLimits.PLAYBACK, "/here", List.of(ROUTE), new HttpCounters()));
    channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.UTF_8));
    StringBuilder answer = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      answer.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    channel.finishAndReleaseAll();
    return answer.toString();
  }
}
