/**
 * The synthetic show: pictures and sound that decode (H.264 baseline, AAC-LC silence), made once,
 * with a stamp in each frame that says which frame it is and when it was sent.
 *
 * <p>Depends on nothing. H.264: ITU-T H.264 sections 7.3 and 9.1; AAC: ISO 14496-3 table 4.3; tags:
 * Adobe FLV specification, annex E.
 */
@NullMarked
package live.vitrine.media.benchmark.media;

import org.jspecify.annotations.NullMarked;
