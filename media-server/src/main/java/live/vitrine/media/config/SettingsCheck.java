package live.vitrine.media.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks each setting, then those that must agree with each other, and puts them together. */
final class SettingsCheck {
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long GIBIBYTE = 1024 * MEBIBYTE;

  private static final List<Setting<?>> ONLY_WITH_TLS = List.of(Keys.TLS_CERTIFICATE, Keys.TLS_KEY);

  private SettingsCheck() {}

  static Settings settings(Sources sources) {
    boolean tlsOff = isOff(Keys.RTMPS_PORT, sources) && isOff(Keys.HTTPS_PORT, sources);
    Keys.ALL.stream()
        .filter(setting -> !tlsOff || !ONLY_WITH_TLS.contains(setting))
        .forEach(sources::check);
    throwProblems(sources);
    Settings settings = read(sources);
    findSharedPorts(settings, sources);
    throwProblems(sources);
    return settings;
  }

  private static boolean isOff(Setting<Integer> port, Sources sources) {
    return sources.written(port).text().equals("0");
  }

  private static void throwProblems(Sources sources) {
    if (!sources.problems().isEmpty()) {
      throw new InvalidSettingsException(sources.problems());
    }
  }

  private static Settings read(Sources sources) {
    var bind = sources.read(Keys.BIND);
    return new Settings(
        sources.read(Keys.INSTANCE_ID),
        sources.read(Keys.DATA),
        sources.read(Keys.PUBLISH_AUTH),
        sources.read(Keys.MERGE_MILLIS),
        sources.read(Keys.LOG_LEVEL),
        new Listen(bind, sources.read(Keys.RTMP_PORT)),
        new Listen(bind, sources.read(Keys.HTTP_PORT)),
        new Listen(sources.read(Keys.ADMIN_BIND), sources.read(Keys.ADMIN_PORT)),
        secure(Keys.RTMPS_PORT, sources),
        secure(Keys.HTTPS_PORT, sources),
        Duration.ofSeconds(sources.read(Keys.RECONNECT_GRACE)),
        new HlsOptions(
            Duration.ofMillis(sources.read(Keys.PART_MILLIS)),
            Duration.ofSeconds(sources.read(Keys.DVR_SECONDS)),
            sources.read(Keys.DVR_DISK_MIB) * 1024L * 1024),
        recording(sources),
        new WebhookOptions(
            sources.read(Keys.WEBHOOK_URLS),
            sources.read(Keys.WEBHOOK_SECRET),
            sources.read(Keys.AUTHORIZE_URL).orElse(null),
            Duration.ofMillis(sources.read(Keys.AUTHORIZE_TIMEOUT)),
            sources.read(Keys.AUTHORIZE_FALLBACK)),
        new DrainOptions(
            Duration.ofSeconds(sources.read(Keys.DRAIN_SECONDS)),
            sources.read(Keys.RECONNECT_URL).orElse(null)));
  }

  private static RecordingOptions recording(Sources sources) {
    String bucket = sources.read(Keys.S3_BUCKET);
    return new RecordingOptions(
        sources.read(Keys.RECORDING_FORMAT),
        recordingFolder(sources),
        Duration.ofDays(sources.read(Keys.RECORDING_MAX_AGE)),
        sources.read(Keys.RECORDING_MAX_TOTAL) * GIBIBYTE,
        sources.read(Keys.RECORDING_MIN_FREE) * MEBIBYTE,
        sources.read(Keys.RECORDING_STILLS),
        bucket.isEmpty()
            ? null
            : new S3Options(
                bucket,
                sources.read(Keys.S3_REGION),
                sources.read(Keys.S3_PREFIX),
                sources.read(Keys.S3_ENDPOINT).orElse(null)));
  }

  private static Path recordingFolder(Sources sources) {
    return sources.written(Keys.RECORDING_FOLDER).text().isEmpty()
        ? sources.read(Keys.DATA).resolve("recordings")
        : sources.read(Keys.RECORDING_FOLDER);
  }

  private static @Nullable SecureListen secure(Setting<Integer> setting, Sources sources) {
    int port = sources.read(setting);
    return port == 0
        ? null
        : new SecureListen(
            new Listen(sources.read(Keys.BIND), port == Keys.ANY_PORT ? 0 : port),
            sources.read(Keys.TLS_CERTIFICATE),
            sources.read(Keys.TLS_KEY));
  }

  private static void findSharedPorts(Settings settings, Sources sources) {
    Map<Setting<?>, Listen> taken = new LinkedHashMap<>();
    taken.put(Keys.RTMP_PORT, settings.rtmp());
    claim(Keys.HTTP_PORT, settings.http(), taken, sources);
    claim(Keys.ADMIN_PORT, settings.admin(), taken, sources);
    claim(Keys.RTMPS_PORT, settings.rtmps(), taken, sources);
    claim(Keys.HTTPS_PORT, settings.https(), taken, sources);
  }

  private static void claim(
      Setting<?> port,
      @Nullable SecureListen secure,
      Map<Setting<?>, Listen> taken,
      Sources sources) {
    if (secure != null) {
      claim(port, secure.listen(), taken, sources);
    }
  }

  private static void claim(
      Setting<?> port, Listen listen, Map<Setting<?>, Listen> taken, Sources sources) {
    taken.forEach((other, otherListen) -> {
      if (listen.collidesWith(otherListen)) {
        sources.note(port, "is %d, as is %s".formatted(listen.port(), other.key()));
      }
    });
    taken.put(port, listen);
  }
}
