/**
 * Pictures that people send: checked by what they contain, re-encoded in a few widths without any
 * metadata, kept in a folder or a bucket, and served for ever under an address of their own.
 * Blocks: virtual threads only; decoding has two threads of its own. May depend on {@code http},
 * {@code database}, {@code config} and {@code text}.
 */
@NullMarked
package live.vitrine.web.picture;

import org.jspecify.annotations.NullMarked;
