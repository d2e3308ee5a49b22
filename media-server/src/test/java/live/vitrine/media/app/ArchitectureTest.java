package live.vitrine.media.app;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The directions in which packages may depend on each other. */
class ArchitectureTest {
  private static final String ROOT = "live.vitrine.media.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("live.vitrine.media");

  /** Package to what it may use. A package that is not named here may use nothing of ours. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("rtmp.message", Set.of("rtmp.chunk", "rtmp.amf")),
          Map.entry(
              "rtmp.session",
              Set.of("rtmp.message", "rtmp.handshake", "rtmp.chunk", "rtmp.amf", "hub", "flv")),
          Map.entry("codec", Set.of("flv")),
          Map.entry("mp4", Set.of("codec", "flv")),
          Map.entry("api", Set.of("http", "json")),
          Map.entry("recording.library", Set.of("hub", "json")),
          Map.entry("recording.writer", Set.of("recording.library", "hub", "flv", "codec", "mp4")),
          Map.entry("recording.finish", Set.of("recording.library", "mp4")),
          Map.entry("recording.vod", Set.of("recording.library", "http")),
          Map.entry("recording.store", Set.of("recording.library")),
          Map.entry("recording.worker", Set.of("recording.library", "recording.finish")),
          Map.entry(
              "recording",
              Set.of(
                  "recording.library",
                  "recording.writer",
                  "recording.finish",
                  "recording.vod",
                  "recording.store",
                  "recording.worker",
                  "hub",
                  "http",
                  "api",
                  "json",
                  "config")),
          Map.entry("hub", Set.of("flv", "codec")),
          Map.entry("streamkey", Set.of("hub")),
          Map.entry("httpflv", Set.of("hub", "flv", "http", "codec")),
          Map.entry("hls", Set.of("hub", "flv", "http", "codec")),
          Map.entry("hls.cmaf", Set.of("hls", "mp4", "hub", "flv", "http", "codec")),
          Map.entry("webhook", Set.of("hub", "flv", "rtmp.session", "http", "json", "api")),
          Map.entry("page", Set.of("hub", "http", "json")),
          Map.entry(
              "rtmp.client", Set.of("rtmp.message", "rtmp.handshake", "rtmp.chunk", "rtmp.amf")),
          Map.entry(
              "relay",
              Set.of(
                  "hub",
                  "flv",
                  "rtmp.client",
                  "rtmp.session",
                  "rtmp.message",
                  "http",
                  "api",
                  "json")),
          Map.entry(
              "admin",
              Set.of("hub", "http", "json", "api", "streamkey", "rtmp.session", "hls", "config")));

  /** These have a process of their own, apart from the server. */
  private static final Set<String> APART = Set.of("demo", "ffmpeg");

  static Set<String> packages() {
    Set<String> packages =
        CLASSES.stream()
            .map(ArchitectureTest::packageOf)
            .collect(Collectors.toCollection(TreeSet::new));
    packages.remove("app");
    packages.removeAll(APART);
    return packages;
  }

  @ParameterizedTest
  @MethodSource("packages")
  void dependsOnlyOnWhatItMay(String name) {
    Set<String> allowed = new HashSet<>(ALLOWED.getOrDefault(name, Set.of()));
    allowed.add(name);

    Map<String, String> forbidden = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      if (packageOf(type).equals(name)) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (target.getPackageName().startsWith(ROOT) && !allowed.contains(packageOf(target))) {
            forbidden.put(packageOf(target), dependency.getDescription());
          }
        }
      }
    }

    assertThat(forbidden).isEmpty();
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }
}
