package live.vitrine.media.webhook;

import live.vitrine.media.hub.StreamId;

/** An event on its way to every endpoint, and the stream that it is about. */
record Outgoing(StreamId streamId, Event event) {}
