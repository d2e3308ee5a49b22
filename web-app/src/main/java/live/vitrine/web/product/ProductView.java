package live.vitrine.web.product;

import java.util.List;
import java.util.Optional;

/**
 * A product as shoppers see it, at one moment.
 *
 * @param optionNames what there is to choose: size, colour; empty where there is only one variant
 * @param choices its variants that are not deleted, in the host's order
 * @param active whether the host shows it; its shop may be closed all the same
 */
public record ProductView(
    long id,
    long shopId,
    String name,
    String description,
    boolean active,
    List<String> optionNames,
    List<Picture> pictures,
    List<Choice> choices) {

  /**
   * A picture of it.
   *
   * @param alternative in words; empty where the host wrote none
   */
  public record Picture(String id, String alternative) {}

  /**
   * A variant.
   *
   * @param options one for each of {@code optionNames}
   */
  public record Choice(List<String> options, Offer offer) {}

  /** The picture that stands for it. */
  public Optional<Picture> cover() {
    return pictures.stream().findFirst();
  }
}
