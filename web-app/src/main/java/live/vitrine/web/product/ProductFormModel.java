package live.vitrine.web.product;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.text.Message;

/**
 * What the form of a product shows.
 *
 * @param variants rows of variants
 * @param pictures rows of pictures
 * @param stored the product as it is kept; empty for a new one
 * @param refused files that were not taken
 * @param changes what somebody else changed since the form was loaded
 */
public record ProductFormModel(
    Form form,
    Currency currency,
    int variants,
    int pictures,
    Optional<ProductDraft.Stored> stored,
    List<RefusedFile> refused,
    List<ProductChange> changes) {

  /** A file that was not taken. */
  public record RefusedFile(String name, Message reason) {}

  /** Where the form is sent to. */
  public String address() {
    return ShelfRoutes.LIST + "/" + stored.map(product -> "" + product.id()).orElse("new");
  }

  /** Whether no more pictures can be added. */
  public boolean isFull() {
    return pictures >= Limits.PICTURES;
  }
}
