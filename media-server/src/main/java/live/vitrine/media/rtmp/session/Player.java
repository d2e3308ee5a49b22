package live.vitrine.media.rtmp.session;

import io.netty.channel.Channel;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.Viewer;
import live.vitrine.media.hub.ViewerListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection as player of one stream. Runs on its event loop. */
final class Player implements ViewerListener {
  private static final Logger LOG = LoggerFactory.getLogger(Player.class);

  private final RtmpConnection connection;
  private final Viewer viewer;

  Player(RtmpConnection connection, Channel channel, int messageStreamId) {
    this.connection = connection;
    this.viewer = new Viewer(channel, RtmpFraming.of(messageStreamId), this);
  }

  void start(LiveStream stream) {
    stream.subscribe(viewer);
  }

  void leave() {
    viewer.leave();
  }

  @Override
  public void onStreamEnd() {
    connection.apply(new SessionEvent.StreamEnded());
  }

  @Override
  public void onAskToReconnect(String url) {
    connection.askToReconnect(url);
  }

  @Override
  public void onCutOff(CutOff reason) {
    LOG.info("player on connection {} closed: {}", connection.id(), viewer.describe(reason));
  }
}
