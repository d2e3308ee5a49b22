package live.vitrine.media.config;

import java.nio.file.Path;

/**
 * RTMP over TLS.
 *
 * @param listen where it listens
 * @param certificate PEM file: the server's certificate, then those that lead to a known issuer
 * @param key PEM file: the private key (PKCS #8), not encrypted
 */
public record Rtmps(Listen listen, Path certificate, Path key) {}
