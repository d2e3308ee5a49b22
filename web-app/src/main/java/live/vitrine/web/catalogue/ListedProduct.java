package live.vitrine.web.catalogue;

import java.util.Optional;

/** A product of a list, before it is known what it costs. */
record ListedProduct(
    long id, String name, String shopName, String shopHandle, Optional<String> pictureId) {}
