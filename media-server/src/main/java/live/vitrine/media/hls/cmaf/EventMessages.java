package live.vitrine.media.hls.cmaf;

import java.nio.ByteBuffer;
import java.util.Objects;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.mp4.EventMessage;
import live.vitrine.media.mp4.Id3Text;

/**
 * Events of the show as players find them in the media: ID3 tags ("ID3 timed metadata in CMAF",
 * version 1.0.0) with one frame of user-defined text, described as {@link #DESCRIPTION}, whose
 * value is {@code {"id":…,"name":…,"data":…}}.
 */
final class EventMessages {
  static final String SCHEME = Id3Text.SCHEME;
  static final String DESCRIPTION = "live.vitrine.event";

  private EventMessages() {}

  static EventMessage of(TimedEvent event) {
    // Names and ids have no character that JSON would escape.
    String json =
        "{\"id\":\"%s\",\"name\":\"%s\",\"data\":%s}"
            .formatted(event.id(), event.name(), event.data());
    return new EventMessage(
        SCHEME,
        "",
        1000,
        event.timestamp(),
        event.durationMillis(),
        // An event that is ended is told again: a player must not take that for the same message.
        Objects.hash(event.id(), event.timestamp(), event.durationMillis()),
        ByteBuffer.wrap(Id3Text.tag(DESCRIPTION, json)));
  }
}
