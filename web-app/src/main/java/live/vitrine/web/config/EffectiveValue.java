package live.vitrine.web.config;

/**
 * A setting as it is in force.
 *
 * @param key its path in the file, {@code web.port}
 * @param variable the environment variable that sets it
 * @param shown its value, {@code ***} for a secret that is set
 * @param origin {@code default}, the environment variable, or file and line
 */
public record EffectiveValue(String key, String variable, String shown, String origin) {}
