package live.vitrine.media.testing;

import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/** The FFmpeg builds that tests publish and judge with: one new, one that distributions ship. */
public enum FfmpegProgram {
  /** FFmpeg 8 out of the JavaCV jars; unpacked on first use. */
  BUNDLED {
    @Override
    public String ffmpeg() {
      return Loader.load(ffmpeg.class);
    }

    @Override
    public String ffprobe() {
      return Loader.load(ffprobe.class);
    }
  },

  /** The system's own, on the PATH: 5.1 on Debian 12. */
  SYSTEM {
    @Override
    public String ffmpeg() {
      return "ffmpeg";
    }

    @Override
    public String ffprobe() {
      return "ffprobe";
    }
  };

  public abstract String ffmpeg();

  public abstract String ffprobe();
}
