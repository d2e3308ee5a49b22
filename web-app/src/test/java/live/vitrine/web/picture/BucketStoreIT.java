package live.vitrine.web.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

final class BucketStoreIT {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final byte[] FILE = "a picture".getBytes(StandardCharsets.US_ASCII);

  private BucketStandIn service;
  private BucketStore store;

  @BeforeEach
  void open() throws IOException {
    service = new BucketStandIn();
    store =
        BucketStore.open(
            new Settings.Pictures("shop", "us-east-1", "pictures", Optional.of(service.endpoint())),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
  }

  @AfterEach
  void close() {
    store.close();
    service.close();
  }

  @Test
  void keepsFilesInTheBucketAndWhatWasReadInMemory() throws Exception {
    store.save(ID, Map.of(160, FILE, 480, FILE));

    assertThat(service.objects)
        .containsOnlyKeys("shop/pictures/" + ID + "/160.jpg", "shop/pictures/" + ID + "/480.jpg");
    assertThat(store.find(ID, 160)).contains(FILE);
    assertThat(store.find(ID, 160)).contains(FILE);
    assertThat(service.reads).hasValue(1);
  }

  @Test
  void doesNotFindWhatWasDeleted() throws Exception {
    store.save(ID, Map.of(160, FILE));
    assertThat(store.find(ID, 160)).isPresent();
    store.delete(ID);

    assertThat(store.find(ID, 160)).isEmpty();
    assertThat(service.objects).isEmpty();
  }

  @Test
  void saysWhenTheServiceIsAway() {
    service.close();

    assertThatThrownBy(() -> store.save(ID, Map.of(160, FILE))).isInstanceOf(IOException.class);
  }
}
