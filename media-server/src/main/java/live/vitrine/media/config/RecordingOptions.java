package live.vitrine.media.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded and how long it is kept.
 *
 * @param format what streams are recorded as unless told otherwise
 * @param folder absolute; it need not exist yet
 * @param maxAge recordings older than this are removed; zero keeps them
 * @param maxTotalBytes the oldest are removed when all together hold more; zero for no limit
 * @param minFreeBytes recording stops, with an alarm, when the disk has less than this free
 * @param stills whether poster pictures and storyboards are made
 * @param s3 where finished recordings go; null keeps them in the folder
 */
public record RecordingOptions(
    RecordingFormat format,
    Path folder,
    Duration maxAge,
    long maxTotalBytes,
    long minFreeBytes,
    boolean stills,
    @Nullable S3Options s3) {}
