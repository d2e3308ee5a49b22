package live.vitrine.media.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks each setting, then those that must agree with each other, and puts them together. */
final class SettingsCheck {
  private static final List<Setting<?>> ONLY_WITH_RTMPS =
      List.of(Keys.TLS_CERTIFICATE, Keys.TLS_KEY);

  private SettingsCheck() {}

  static Settings settings(Sources sources) {
    boolean rtmpsOff = sources.written(Keys.RTMPS_PORT).text().equals("0");
    Keys.ALL.stream()
        .filter(setting -> !rtmpsOff || !ONLY_WITH_RTMPS.contains(setting))
        .forEach(sources::check);
    throwProblems(sources);
    Settings settings = read(sources);
    findSharedPorts(settings, sources);
    throwProblems(sources);
    return settings;
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
        rtmps(sources));
  }

  private static @Nullable Rtmps rtmps(Sources sources) {
    int port = sources.read(Keys.RTMPS_PORT);
    return port == 0
        ? null
        : new Rtmps(
            new Listen(sources.read(Keys.BIND), port),
            sources.read(Keys.TLS_CERTIFICATE),
            sources.read(Keys.TLS_KEY));
  }

  private static void findSharedPorts(Settings settings, Sources sources) {
    Map<Setting<?>, Listen> taken = new LinkedHashMap<>();
    taken.put(Keys.RTMP_PORT, settings.rtmp());
    claim(Keys.HTTP_PORT, settings.http(), taken, sources);
    claim(Keys.ADMIN_PORT, settings.admin(), taken, sources);
    Rtmps rtmps = settings.rtmps();
    if (rtmps != null) {
      claim(Keys.RTMPS_PORT, rtmps.listen(), taken, sources);
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
