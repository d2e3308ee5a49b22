package live.vitrine.web.picture;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code picture}. */
public final class PictureRepository {
  private static final String UNUSED =
      """
      NOT EXISTS (SELECT 1 FROM account a WHERE a.picture_id = picture.id)
      AND NOT EXISTS (SELECT 1 FROM shop s WHERE s.logo_id = picture.id)
      AND NOT EXISTS (SELECT 1 FROM product_picture p WHERE p.picture_id = picture.id)
      AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.picture_id = picture.id)
      """;

  private PictureRepository() {}

  static void insert(Handle handle, String id, long ownerId, int width, int height, Instant now) {
    handle.execute(
        "INSERT INTO picture (id, owner_id, width, height, created_at) VALUES (?, ?, ?, ?, ?)",
        id,
        ownerId,
        width,
        height,
        now);
  }

  static long countOf(Handle handle, long ownerId) {
    return handle
        .createQuery("SELECT COUNT(*) FROM picture WHERE owner_id = :owner")
        .bind("owner", ownerId)
        .mapTo(Long.class)
        .one();
  }

  /** Those of {@code ids} that {@code ownerId} sent. */
  public static List<String> ownedOf(Handle handle, long ownerId, Collection<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery("SELECT id FROM picture WHERE owner_id = :owner AND id IN (<ids>)")
        .bind("owner", ownerId)
        .bindList("ids", List.copyOf(ids))
        .mapTo(String.class)
        .list();
  }

  /** Pictures from before {@code until} that nothing shows. */
  static List<String> unused(Handle handle, Instant until, int most) {
    return handle
        .createQuery(
            "SELECT id FROM picture WHERE created_at < :until AND "
                + UNUSED
                + " ORDER BY created_at LIMIT :most")
        .bind("until", until)
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  /** Removes a picture, unless something shows it by now. */
  static boolean deleteUnused(Handle handle, String id) {
    return handle.execute("DELETE FROM picture WHERE id = ? AND " + UNUSED, id) == 1;
  }
}
