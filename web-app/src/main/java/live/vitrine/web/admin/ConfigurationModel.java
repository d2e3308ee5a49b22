package live.vitrine.web.admin;

import java.util.List;
import live.vitrine.web.config.EffectiveValue;

/** Every setting with where it comes from. */
public record ConfigurationModel(List<EffectiveValue> values) {}
