package live.vitrine.web.picture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.config.Settings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Pictures in an S3 bucket, {@code prefix/ab…/480.jpg}, for when there are several web-apps. What
 * was read lately stays in memory, at most {@value #CACHE_BYTES} bytes.
 */
final class BucketStore implements PictureStore {
  static final long CACHE_BYTES = 64L * 1024 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(10);
  private static final Duration WHOLE_CALL = Duration.ofSeconds(20);

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final Cache<String, byte[]> recent =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((String _, byte[] file) -> file.length)
          .build();

  private BucketStore(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  /** A bucket of AWS, or of another service that speaks S3; that one names it in the path. */
  static BucketStore open(Settings.Pictures settings, AwsCredentialsProvider credentials) {
    @Nullable URI endpoint = settings.s3Endpoint().orElse(null);
    S3Client client =
        S3Client.builder()
            .region(Region.of(settings.s3Region()))
            .endpointOverride(endpoint)
            .forcePathStyle(endpoint != null)
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
            // Not every service knows the newer checksums.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(configuration -> configuration.apiCallTimeout(WHOLE_CALL))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ))
            .build();
    return new BucketStore(client, settings.s3Bucket(), settings.s3Prefix());
  }

  @Override
  public void save(String id, Map<Integer, byte[]> files) throws IOException {
    try {
      files.forEach((width, file) -> {
        var _ =
            client.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(key(id, width))
                        .contentType("image/jpeg")
                        .cacheControl("public, max-age=31536000, immutable"),
                RequestBody.fromBytes(file));
      });
    } catch (SdkException e) {
      throw new IOException(e);
    }
  }

  /** The file of a picture. */
  Optional<byte[]> find(String id, int width) throws IOException {
    String key = key(id, width);
    byte[] known = recent.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      byte[] file =
          client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
      recent.put(key, file);
      return Optional.of(file);
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void delete(String id) throws IOException {
    try {
      for (int width : PictureEncoder.WIDTHS) {
        String key = key(id, width);
        recent.invalidate(key);
        var _ = client.deleteObject(request -> request.bucket(bucket).key(key));
      }
    } catch (SdkException e) {
      throw new IOException(e);
    }
  }

  private String key(String id, int width) {
    return prefix + id + "/" + width + ".jpg";
  }

  @Override
  public void close() {
    client.close();
  }
}
