/**
 * Every word that people read: message bundles, one file a language. Values only; any thread. May
 * depend on nothing of ours.
 */
@NullMarked
package live.vitrine.web.text;

import org.jspecify.annotations.NullMarked;
