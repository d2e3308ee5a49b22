/**
 * What administrators see and decide, and how those who operate the web-app know how it fares:
 * health, {@code /healthz}, {@code /readyz}, {@code /metrics}. Blocks: virtual threads only.
 */
@NullMarked
package live.vitrine.web.admin;

import org.jspecify.annotations.NullMarked;
