package live.vitrine.web.catalogue;

import java.util.Optional;

/** A shop in a list. */
public record ShopTile(String handle, String name, String category, Optional<String> logoId) {}
