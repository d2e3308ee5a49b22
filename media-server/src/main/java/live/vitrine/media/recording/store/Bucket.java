package live.vitrine.media.recording.store;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * A bucket and how it is reached.
 *
 * @param prefix in front of every key; empty for none
 */
public record Bucket(String name, String prefix, S3Client client, S3Presigner presigner)
    implements AutoCloseable {
  /**
   * A bucket of AWS, or of another service that speaks S3.
   *
   * @param endpoint null for AWS; buckets of others are named in the path
   */
  public static Bucket open(
      String name,
      String region,
      String prefix,
      @Nullable URI endpoint,
      AwsCredentialsProvider credentials) {
    S3Configuration configuration =
        S3Configuration.builder()
            .pathStyleAccessEnabled(endpoint != null)
            .chunkedEncodingEnabled(false)
            .build();
    S3Client client =
        S3Client.builder()
            .region(Region.of(region))
            .endpointOverride(endpoint)
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration)
            // Not every service knows the newer checksums.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    S3Presigner presigner =
        S3Presigner.builder()
            .region(Region.of(region))
            .endpointOverride(endpoint)
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration)
            .build();
    return new Bucket(name, prefix, client, presigner);
  }

  @Override
  public void close() {
    client.close();
    presigner.close();
  }
}
