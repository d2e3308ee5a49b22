package live.vitrine.media.relay;

import io.netty.channel.Channel;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.rtmp.client.ClientCall;
import live.vitrine.media.rtmp.client.ClientEnd;
import live.vitrine.media.rtmp.client.RtmpAddress;
import live.vitrine.media.rtmp.client.RtmpClientConnection;
import live.vitrine.media.rtmp.client.RtmpClientListener;
import live.vitrine.media.rtmp.message.Audio;
import live.vitrine.media.rtmp.message.Data;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.message.Video;
import live.vitrine.media.rtmp.session.RtmpFraming;

/** A stream that is played from another server over RTMP. */
final class RtmpSource implements Source, RtmpClientListener {
  private final Listener listener;
  private final RtmpClientConnection connection;

  RtmpSource(Channel channel, RtmpAddress address, Listener listener) {
    this.listener = listener;
    this.connection =
        new RtmpClientConnection(
            channel,
            new ClientCall(ClientCall.Purpose.PLAY, address),
            RtmpFraming.CHUNK_SIZE,
            this);
  }

  RtmpClientConnection handler() {
    return connection;
  }

  @Override
  public void stop() {
    connection.stop();
  }

  @Override
  public void onReady(int messageStreamId) {}

  @Override
  public void onMedia(MediaMessage media) {
    switch (media) {
      case Video video -> listener.onPayload(TagType.VIDEO, video.timestamp(), video.payload());
      case Audio audio -> listener.onPayload(TagType.AUDIO, audio.timestamp(), audio.payload());
      case Data data -> listener.onPayload(TagType.SCRIPT, data.timestamp(), data.payload());
    }
  }

  @Override
  public void onBatchEnd() {
    listener.onBatchEnd();
  }

  @Override
  public void onEnd(ClientEnd end) {
    listener.onEnd(end);
  }
}
