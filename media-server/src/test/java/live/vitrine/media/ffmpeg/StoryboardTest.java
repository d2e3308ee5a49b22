package live.vitrine.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryboardTest {
  @ParameterizedTest
  @CsvSource({
    // duration, interval, tiles, sheets
    "0, 2000, 1, 1",
    "1, 2000, 1, 1",
    "2000, 2000, 1, 1",
    "2001, 2000, 2, 1",
    "200000, 2000, 100, 1",
    "200001, 2000, 101, 2",
    "400000, 2000, 200, 2",
    "400001, 2001, 200, 2",
    "3600000, 18000, 200, 2",
    "86400000, 432000, 200, 2",
  })
  void hasAtMostTwoHundredTiles(long duration, long interval, int tiles, int sheets) {
    Storyboard storyboard = Storyboard.of(duration, 90);
    assertThat(storyboard.interval()).isEqualTo(interval);
    assertThat(storyboard.tiles()).isEqualTo(tiles);
    assertThat(storyboard.sheets()).isEqualTo(sheets);
  }

  @ParameterizedTest
  @CsvSource({"1280,720,90", "720,1280,284", "640,480,120", "0,0,90", "10000,1,16", "1,10000,480"})
  void keepsTheShapeOfThePicture(int width, int height, int tileHeight) {
    assertThat(Storyboard.tileHeight(width, height)).isEqualTo(tileHeight);
  }

  @Test
  void namesThePlaceOfEveryTile() {
    assertThat(Storyboard.of(23_500, 90).webVtt())
        .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nsheet-0.jpg#xywh=0,0,160,90\n\n")
        .endsWith("\n\n00:00:22.000 --> 00:00:23.500\nsheet-0.jpg#xywh=160,90,160,90\n");
    assertThat(Storyboard.of(36_000_000, 90).webVtt())
        .contains("\n05:00:00.000 --> 05:03:00.000\nsheet-1.jpg#xywh=0,0,160,90\n");
  }

  @Test
  void choosesAPictureInWhichSomethingCanBeSeen() {
    byte[] black = new byte[300];
    byte[] grey = new byte[300];
    Arrays.fill(grey, (byte) 128);
    byte[] checked = new byte[300];
    Arrays.fill(checked, 0, 150, (byte) 200);

    PosterChoice late = new PosterChoice(2);
    late.look(0, black);
    late.look(1, grey);
    late.look(2, checked);
    assertThat(late.tile()).isEqualTo(2);

    PosterChoice early = new PosterChoice(2);
    early.look(0, black);
    early.look(1, checked);
    early.look(2, checked);
    assertThat(early.tile()).isEqualTo(1);
  }
}
