package live.vitrine.media.benchmark.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlvCheckerTest {
  private static final byte[] GOOD =
      new FlvStream()
          .header()
          .configuration()
          .picture(0, 0, 1_000)
          .sound(7, 0)
          .sound(8, 23)
          .picture(1, 40, 2_000)
          .toByteArray();

  private final ViewerFigures figures = new ViewerFigures();
  private final FlvChecker checker = checker(figures);

  private static FlvChecker checker(ViewerFigures figures) {
    return new FlvChecker(Arena.global().allocate(FlvChecker.SCRATCH_BYTES), figures);
  }

  @Test
  void countsTheSameWhereverTheBytesAreCut() {
    for (int cut = 0; cut <= GOOD.length; cut++) {
      ViewerFigures seen = new ViewerFigures();
      Cuts.inTwo(GOOD, cut, checker(seen));
      assertThat(seen.tags()).as("cut at %d", cut).isEqualTo(7);
      assertThat(seen.pictures).isEqualTo(2);
      assertThat(seen.sounds).isEqualTo(2);
      assertThat(seen.lost()).isZero();
      assertThat(seen.join.count()).isOne();
    }
  }

  @Test
  void takesSingleBytes() {
    Cuts.byteByByte(GOOD, checker);

    assertThat(figures.tags()).isEqualTo(7);
  }

  @Test
  void countsEveryNumberThatIsSkipped() {
    Cuts.whole(
        new FlvStream()
            .header()
            .picture(0, 0, 0)
            .sound(3, 0)
            .picture(4, 160, 0)
            .sound(5, 46)
            .toByteArray(),
        checker);

    assertThat(figures.lostPictures).isEqualTo(3);
    assertThat(figures.lostSounds).isEqualTo(1);
  }

  @Test
  void measuresFromTheStampToTheRead() {
    checker.requestedAt(0);
    checker.readAt(5_000_000);
    Cuts.whole(new FlvStream().header().picture(0, 0, 2_000_000).toByteArray(), checker);

    assertThat(figures.latency.maxMillis()).isEqualTo(3);
  }

  @Test
  void leavesPicturesFromBeforeTheRequestOutOfTheLatency() {
    checker.requestedAt(1_000);
    checker.readAt(9_000);
    Cuts.whole(
        new FlvStream().header().picture(0, 0, 999).picture(1, 40, 1_000).toByteArray(), checker);

    assertThat(figures.pictures()).isEqualTo(2);
    assertThat(figures.latency.count()).isOne();
  }

  @Test
  void hasJoinedOnlyWhenTheKeyFrameIsWhole() {
    byte[] bytes = new FlvStream().header().picture(0, 0, 0).toByteArray();
    Cuts.inTwo(bytes, bytes.length, checker);
    FlvChecker waiting = checker(new ViewerFigures());
    Cuts.whole(Arrays.copyOf(bytes, bytes.length - 1), waiting);

    assertThat(checker.hasJoined()).isTrue();
    assertThat(waiting.hasJoined()).isFalse();
  }

  @Test
  void refusesWhatIsNoFlv() {
    assertFault(
        "HTTP/1.1 200 OK..............".getBytes(StandardCharsets.US_ASCII),
        StreamFault.FLV_HEADER);
  }

  @Test
  void refusesAnUnknownTagType() {
    assertFault(
        new FlvStream().header().tag(11, new byte[5], 0, 0).toByteArray(), StreamFault.TAG_TYPE);
  }

  @Test
  void refusesAnEmptyTag() {
    assertFault(
        new FlvStream().header().tag(9, new byte[0], 0, 0).toByteArray(), StreamFault.TAG_SIZE);
  }

  @Test
  void refusesAWrongPreviousTagSize() {
    assertFault(
        new FlvStream().header().tag(18, new byte[5], 0, 1).toByteArray(),
        StreamFault.PREVIOUS_TAG_SIZE);
  }

  @Test
  void refusesAFrameTwice() {
    assertFault(
        new FlvStream().header().picture(0, 0, 0).picture(0, 40, 0).toByteArray(),
        StreamFault.FRAME_REPEATED);
  }

  @Test
  void refusesTimeThatRunsBackwards() {
    assertFault(
        new FlvStream().header().picture(0, 40, 0).picture(1, 39, 0).toByteArray(),
        StreamFault.TIMESTAMP_BACKWARDS);
  }

  @Test
  void refusesToStartBetweenKeyFrames() {
    assertFault(
        new FlvStream().header().picture(1, 0, 0).toByteArray(),
        StreamFault.FIRST_PICTURE_IS_NO_KEY_FRAME);
  }

  @Test
  void refusesAPictureWithoutItsStamp() {
    byte[] body = new byte[100];
    body[0] = 0x17;
    body[1] = 1;
    assertFault(
        new FlvStream().header().tag(9, body, 0, 0).toByteArray(), StreamFault.STAMP_MISSING);
  }

  private void assertFault(byte[] bytes, StreamFault fault) {
    assertThatThrownBy(() -> Cuts.byteByByte(bytes, checker))
        .isInstanceOfSatisfying(
            StreamFaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
