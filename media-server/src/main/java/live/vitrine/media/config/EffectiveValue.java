package live.vitrine.media.config;

/**
 * A setting as it holds, for showing.
 *
 * @param key its path in the file, {@code rtmp.port}
 * @param variable the environment variable that sets it
 * @param value its text, {@code ***} for a secret; empty where it is not set
 * @param origin where the text stands: file and line, environment variable or {@code default}
 */
public record EffectiveValue(String key, String variable, String value, String origin) {}
