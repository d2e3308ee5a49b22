package live.vitrine.media.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.PeerAddress;
import live.vitrine.media.hub.Publication;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.message.Audio;
import live.vitrine.media.rtmp.message.Data;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.message.Video;
import org.jspecify.annotations.Nullable;

/** A connection as publisher of one stream. Runs on its event loop, but for what the hub calls. */
final class Publisher implements PublisherConnection {
  private final RtmpConnection connection;
  private final Channel channel;
  private final String agent;
  private final MetadataFilter metadata = new MetadataFilter();
  private final Publication publication;

  Publisher(RtmpConnection connection, Channel channel, Hub hub, StreamId id, String agent) {
    this.connection = connection;
    this.channel = channel;
    this.agent = agent;
    this.publication = hub.publish(id, this, channel.eventLoop());
  }

  StreamId streamId() {
    return publication.streamId();
  }

  /** Takes ownership. */
  void take(MediaMessage media) {
    switch (media) {
      case Video video -> publication.offer(TagType.VIDEO, video.timestamp(), video.payload());
      case Audio audio -> publication.offer(TagType.AUDIO, audio.timestamp(), audio.payload());
      case Data data -> {
        @Nullable ByteBuf script = metadata.take(data.payload());
        if (script != null) {
          publication.offer(TagType.SCRIPT, data.timestamp(), script);
        }
      }
    }
  }

  void flush() {
    publication.flush();
  }

  /** It stopped: the stream is over. */
  void end() {
    publication.end();
  }

  /** It is gone: the stream waits for it. */
  void lost() {
    publication.lost();
  }

  @Override
  public String remoteAddress() {
    return PeerAddress.of(channel);
  }

  @Override
  public String agent() {
    return agent;
  }

  @Override
  public void askToReconnect(String url) {
    channel.eventLoop().execute(() -> connection.askToReconnect(url));
  }

  @Override
  public void close(CloseReason reason) {
    channel.eventLoop().execute(() -> closeNow(reason));
  }

  private void closeNow(CloseReason reason) {
    switch (reason) {
      case REPLACED ->
          connection.closePublisher(
              this,
              CloseCause.REPLACED,
              "NetStream.Publish.BadName",
              "Another publisher with a valid key took the stream over.");
      case KICKED ->
          connection.closePublisher(
              this, CloseCause.KICKED, "NetStream.Publish.Denied", "Closed by an operator.");
      case SHUTDOWN ->
          connection.closePublisher(
              this,
              CloseCause.SHUTDOWN,
              "NetConnection.Connect.AppShutdown",
              "The server is stopping; connect again in a moment.");
      case DRAINED ->
          connection.closePublisher(
              this,
              CloseCause.DRAINED,
              "NetConnection.Connect.AppShutdown",
              "The server is about to stop; connect to another one.");
    }
  }
}
