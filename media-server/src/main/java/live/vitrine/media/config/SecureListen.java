package live.vitrine.media.config;

import java.nio.file.Path;

/**
 * A port behind TLS.
 *
 * @param listen where it listens
 * @param certificate PEM file: the server's certificate, then those that lead to a known issuer
 * @param key PEM file: the private key (PKCS #8), not encrypted
 */
public record SecureListen(Listen listen, Path certificate, Path key) {}
