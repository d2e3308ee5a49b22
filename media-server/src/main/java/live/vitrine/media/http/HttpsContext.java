package live.vitrine.media.http;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Path;

/** TLS for HTTP: offers HTTP/2 and HTTP/1.1 by ALPN (RFC 7301), in this order. */
public final class HttpsContext {
  private HttpsContext() {}

  /**
   * A context for one port.
   *
   * @param certificate PEM file: the server's certificate, then those that lead to a known issuer
   * @param key PEM file: the private key (PKCS #8), not encrypted
   * @throws IOException a file cannot be read or is not what it should be
   */
  public static SslContext of(Path certificate, Path key) throws IOException {
    return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
        // What RFC 9113 section 9.2.2 leaves of TLS 1.2, and all of TLS 1.3.
        .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }
}
