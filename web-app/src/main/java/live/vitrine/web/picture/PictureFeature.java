package live.vitrine.web.picture;

import java.time.Clock;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Pictures of all features: {@link #uploads} takes them in, a route serves them. */
public final class PictureFeature implements AutoCloseable {
  private final PictureStore store;
  private final PictureUploads uploads;
  private final PictureSweep sweep;

  /** In the bucket that the settings name, or in the folder {@code pictures} of the data folder. */
  public PictureFeature(Settings settings, Database database, Clock clock) {
    this.store =
        settings.pictures().s3Bucket().isEmpty()
            ? new FolderStore(settings.data().resolve("pictures"))
            : BucketStore.open(settings.pictures(), DefaultCredentialsProvider.builder().build());
    this.uploads = new PictureUploads(database, store, clock);
    this.sweep = new PictureSweep(database, store, clock);
  }

  public PictureUploads uploads() {
    return uploads;
  }

  public void register(Routes routes) {
    new PictureRoutes(store).register(routes);
  }

  /** Begins to remove what nobody uses. */
  public void start() {
    sweep.start();
  }

  @Override
  public void close() {
    sweep.close();
    uploads.close();
    store.close();
  }
}
