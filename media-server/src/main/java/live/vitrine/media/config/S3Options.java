package live.vitrine.media.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where finished recordings go.
 *
 * @param bucket its name
 * @param region as AWS names it
 * @param prefix in front of every key; empty for none
 * @param endpoint of a service that speaks S3; null for that of AWS
 */
public record S3Options(String bucket, String region, String prefix, @Nullable URI endpoint) {}
