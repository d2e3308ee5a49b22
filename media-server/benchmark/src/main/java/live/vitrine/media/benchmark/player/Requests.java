package live.vitrine.media.benchmark.player;

import java.nio.charset.StandardCharsets;

/** Requests as a browser makes them on behalf of a player: what it says costs the server, too. */
final class Requests {
  private Requests() {}

  static byte[] get(int port, String path) {
    return """
    GET %s HTTP/1.1\r
    Host: 127.0.0.1:%d\r
    Connection: keep-alive\r
    sec-ch-ua-platform: "Linux"\r
    User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r
    sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"\r
    sec-ch-ua-mobile: ?0\r
    Accept: */*\r
    Origin: http://shop.example\r
    Sec-Fetch-Site: cross-site\r
    Sec-Fetch-Mode: cors\r
    Sec-Fetch-Dest: empty\r
    Referer: http://shop.example/\r
    Accept-Encoding: gzip, deflate, br, zstd\r
    Accept-Language: en-US,en;q=0.9\r
    \r
    """
        .formatted(path, port)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
