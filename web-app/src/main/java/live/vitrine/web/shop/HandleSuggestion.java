package live.vitrine.web.shop;

/**
 * The address that a shop would get.
 *
 * @param handle empty where there is nothing to suggest
 */
public record HandleSuggestion(String handle) {}
