package live.vitrine.media.mp4;

/** What holds for samples of a track that do not say otherwise ("trex", section 8.8.3). */
record TrackDefaults(int trackId, int description, int duration, int size, int flags) {}
