package live.vitrine.media.hls.cmaf;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.hls.cmaf.Rendition.Content;

/**
 * Writes the playlist that names a show's renditions (section 4.4.6). Rates are measured, not
 * announced.
 */
final class MultivariantPlaylist {
  private static final String SOUND = "sound";

  private MultivariantPlaylist() {}

  /** The playlist's bytes. */
  static byte[] render(List<Rendition> renditions) {
    List<Rendition> sound =
        renditions.stream().filter(r -> r.content() == Content.AUDIO && isCarried(r)).toList();
    StringBuilder out = new StringBuilder(512);
    out.append("#EXTM3U\n#EXT-X-VERSION:7\n");
    for (Rendition rendition : sound) {
      appendSound(out, rendition, rendition == sound.getFirst());
    }
    for (Rendition rendition : renditions) {
      if (rendition.content() != Content.AUDIO && isCarried(rendition)) {
        appendVariant(out, rendition, sound);
      }
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isCarried(Rendition rendition) {
    return !rendition.isAway() && !rendition.figures().configurations().isEmpty();
  }

  private static void appendSound(StringBuilder out, Rendition rendition, boolean first) {
    out.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"").append(SOUND);
    out.append("\",NAME=\"").append(rendition.name());
    out.append("\",DEFAULT=").append(first ? "YES" : "NO").append(",AUTOSELECT=YES");
    for (CodecConfiguration configuration : rendition.figures().configurations()) {
      if (configuration instanceof CodecConfiguration.Audio audio && audio.channels() > 0) {
        out.append(",CHANNELS=\"").append(audio.channels()).append('"');
      }
    }
    out.append(",URI=\"").append(rendition.name()).append(".m3u8\"\n");
  }

  private static void appendVariant(StringBuilder out, Rendition rendition, List<Rendition> sound) {
    RenditionFigures figures = rendition.figures();
    long peak = figures.peak();
    long average = figures.average();
    Set<String> codecs = new LinkedHashSet<>();
    figures.configurations().forEach(configuration -> codecs.add(configuration.codecString()));
    // Any of the sounds may be played beside the pictures (section 4.4.6.2).
    peak += sound.stream().mapToLong(r -> r.figures().peak()).max().orElse(0);
    average += sound.stream().mapToLong(r -> r.figures().average()).max().orElse(0);
    for (Rendition other : sound) {
      other.figures().configurations().forEach(c -> codecs.add(c.codecString()));
    }
    out.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(Math.max(1, peak));
    out.append(",AVERAGE-BANDWIDTH=").append(Math.max(1, Math.min(peak, average)));
    out.append(",CODECS=\"").append(String.join(",", codecs)).append('"');
    for (CodecConfiguration configuration : figures.configurations()) {
      if (configuration instanceof CodecConfiguration.Video video) {
        if (video.width() > 0 && video.height() > 0) {
          out.append(",RESOLUTION=").append(video.width()).append('x').append(video.height());
        }
        out.append(",FRAME-RATE=");
        out.append(String.format(Locale.ROOT, "%.3f", figures.framesPerSecond()));
      }
    }
    if (!sound.isEmpty()) {
      out.append(",AUDIO=\"").append(SOUND).append('"');
    }
    out.append(",CLOSED-CAPTIONS=NONE\n").append(rendition.name()).append(".m3u8\n");
  }
}
