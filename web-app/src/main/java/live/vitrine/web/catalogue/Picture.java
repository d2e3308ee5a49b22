package live.vitrine.web.catalogue;

/**
 * A picture of a product.
 *
 * @param alternative in words
 * @param width in pixels, as it was uploaded; what is sent may be smaller
 */
public record Picture(String id, String alternative, int width, int height) {}
