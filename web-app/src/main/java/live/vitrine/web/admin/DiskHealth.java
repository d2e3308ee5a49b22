package live.vitrine.web.admin;

import java.io.File;
import java.nio.file.Path;
import live.vitrine.web.text.Message;

/** Whether there is room left in the data folder. */
final class DiskHealth implements HealthCheck {
  private static final long MIB = 1024 * 1024;
  private static final long LEAST = 1024 * MIB;
  private static final int LEAST_PER_CENT = 5;

  private final Path data;

  DiskHealth(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Health run() {
    File folder = data.toFile();
    return health(folder.getUsableSpace(), folder.getTotalSpace());
  }

  private Health health(long free, long all) {
    if (all == 0) {
      return new Health.Failing(
          Message.of("admin.health.disk.gone", data.toString()),
          Message.of("admin.health.disk.do-gone"));
    }
    long perCent = free * 100 / all;
    return isTight(free, all)
        ? new Health.Failing(
            Message.of("admin.health.disk.tight", free / MIB, perCent, data.toString()),
            Message.of("admin.health.disk.do"))
        : new Health.Healthy(Message.of("admin.health.disk.fine", free / MIB, perCent));
  }

  /** Small disks are tight by size, large ones by share. */
  static boolean isTight(long free, long all) {
    return free < Math.max(Math.min(LEAST, all / 10), all / 100 * LEAST_PER_CENT);
  }
}
