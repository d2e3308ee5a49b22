package live.vitrine.media.streamkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.streamkey.KeyVerdict.Reason;
import live.vitrine.media.streamkey.KeyVerdict.Refused;
import live.vitrine.media.streamkey.KeyVerdict.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamKeysTest {
  private static final StreamId DEMO = StreamId.of("demo");

  @TempDir Path folder;

  @Test
  void ownKeyIsValid() throws IOException {
    StreamKeys keys = StreamKeys.open(folder);

    assertThat(keys.verify(keys.key(DEMO))).isEqualTo(new Valid(DEMO, 0));
    assertThat(keys.verify(keys.key(DEMO, 7))).isEqualTo(new Valid(DEMO, 7));
    assertThat(keys.verify(keys.key(DEMO, Integer.MAX_VALUE)))
        .isEqualTo(new Valid(DEMO, Integer.MAX_VALUE));
  }

  @Test
  void signsAsWrittenDown() throws IOException {
    // printf 'stream-key|v1|demo|0' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…1f
    secret("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");

    assertThat(StreamKeys.open(folder).key(DEMO)).isEqualTo("demo.0.nVDhhvoXyhZqrc5vcX3IOA");
  }

  @Test
  void keyOfAnotherServerIsRefused() throws IOException {
    StreamKeys keys = StreamKeys.open(folder);
    StreamKeys others = StreamKeys.open(folder.resolve("others"));

    assertThat(keys.verify(others.key(DEMO))).isEqualTo(new Refused(Reason.BAD_SIGNATURE));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                                     MALFORMED
          demo,                                   MALFORMED
          demo.0,                                 MALFORMED
          demo.0.short,                           MALFORMED
          demo.0.AAAAAAAAAAAAAAAAAAAAAA=,         MALFORMED
          demo.00.AAAAAAAAAAAAAAAAAAAAAA,         MALFORMED
          demo.-1.AAAAAAAAAAAAAAAAAAAAAA,         MALFORMED
          demo.+1.AAAAAAAAAAAAAAAAAAAAAA,         MALFORMED
          demo.2147483648.AAAAAAAAAAAAAAAAAAAAAA, MALFORMED
          demo.99999999999.AAAAAAAAAAAAAAAAAAAAAA, MALFORMED
          demo.0.AAAAAAAAAAAAAAAAAAAAAA.0,        MALFORMED
          .0.AAAAAAAAAAAAAAAAAAAAAA,              MALFORMED
          ../x.0.AAAAAAAAAAAAAAAAAAAAAA,          MALFORMED
          a/b.0.AAAAAAAAAAAAAAAAAAAAAA,           BAD_NAME
          dé.0.AAAAAAAAAAAAAAAAAAAAAA,            BAD_NAME
          demo.0.AAAAAAAAAAAAAAAAAAAAAA,          BAD_SIGNATURE
          """)
  void refusesWhatIsNoKey(String presented, Reason reason) throws IOException {
    assertThat(StreamKeys.open(folder).verify(presented)).isEqualTo(new Refused(reason));
  }

  @Test
  void changingAnyCharacterOfAKeyMakesItInvalid() throws IOException {
    StreamKeys keys = StreamKeys.open(folder);
    String key = keys.key(DEMO, 12);

    for (int i = 0; i < key.length(); i++) {
      char other = key.charAt(i) == 'A' ? 'B' : 'A';
      String changed = key.substring(0, i) + other + key.substring(i + 1);
      assertThat(keys.verify(changed)).as(changed).isInstanceOf(Refused.class);
    }
  }

  @Test
  void revokedKeyIsRefusedAlsoAfterARestart() throws IOException {
    StreamKeys keys = StreamKeys.open(folder);
    String old = keys.key(DEMO);

    keys.revokeBefore(DEMO, 3);

    assertThat(keys.verify(old)).isEqualTo(new Refused(Reason.REVOKED));
    StreamKeys reopened = StreamKeys.open(folder);
    assertThat(reopened.verify(keys.key(DEMO, 2))).isEqualTo(new Refused(Reason.REVOKED));
    assertThat(reopened.verify(reopened.key(DEMO))).isEqualTo(new Valid(DEMO, 3));
    assertThat(reopened.verify(keys.key(StreamId.of("other")))).isInstanceOf(Valid.class);
  }

  @Test
  void revokingNeverBringsAKeyBack() throws IOException {
    StreamKeys keys = StreamKeys.open(folder);
    keys.revokeBefore(DEMO, 3);

    keys.revokeBefore(DEMO, 1);

    assertThat(keys.minimumGeneration(DEMO)).isEqualTo(3);
  }

  @Test
  void damagedRevocationsAreNotTakenForNone() throws IOException {
    Files.writeString(folder.resolve(GenerationsFile.NAME), "demo 1\ndemo\n");

    assertThatThrownBy(() -> StreamKeys.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key-generations:2");
  }

  @Test
  void secretStaysTheSameAndIsReadableByItsOwnerOnly() throws IOException {
    String key = StreamKeys.open(folder).key(DEMO);

    assertThat(StreamKeys.open(folder).key(DEMO)).isEqualTo(key);
    assertThat(Files.getPosixFilePermissions(folder.resolve(SecretFile.NAME)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void refusesASecretThatOthersCanRead() throws IOException {
    StreamKeys keys = StreamKeys.open(folder);
    assertThat(keys.key(DEMO)).isNotEmpty();
    Path secret = folder.resolve(SecretFile.NAME);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> StreamKeys.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(secret + " has mode rw-r--r--")
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @CsvSource({"too-short", "not*base64url*not*base64url*not*base64url*xx"})
  void refusesASecretThatIsNone(String text) throws IOException {
    secret(text);

    assertThatThrownBy(() -> StreamKeys.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no secret")
        .hasMessageNotContaining(text);
  }

  @Test
  void fillsASecretThatAStoppedProcessLeftEmpty() throws IOException {
    secret("");

    StreamKeys keys = StreamKeys.open(folder);

    assertThat(keys.verify(keys.key(DEMO))).isInstanceOf(Valid.class);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          demo.0.AAAAAAAAAAAAAAAAAAAAAA, demo.***
          a/b.0.AAAAAAAAAAAAAAAAAAAAAA,  ***
          onlyasecret,                   ***
          """)
  void masksAllButTheStreamId(String presented, String masked) {
    assertThat(StreamKeys.masked(presented)).isEqualTo(masked);
  }

  private void secret(String text) throws IOException {
    Path file = folder.resolve(SecretFile.NAME);
    Files.createFile(file, SecretFile.ownerOnly());
    Files.writeString(file, text);
  }
}
