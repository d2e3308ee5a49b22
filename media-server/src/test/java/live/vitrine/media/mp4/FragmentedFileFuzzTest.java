package live.vitrine.media.mp4;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

class FragmentedFileFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void readsOrRefuses(byte[] input) throws IOException {
    MemoryFile channel = new MemoryFile(input);
    FragmentedFile file;
    try {
      file = FragmentedFile.scan(channel);
    } catch (Mp4Exception _) {
      return; // The one way to refuse.
    }
    require(file.wholeLength() <= input.length, "reads behind the end");
    require(file.isWhole() == (file.wholeLength() == input.length), "whole or not");
    for (MediaRange range : MediaRanges.of(file, 4000)) {
      require(range.offset() >= file.initLength() && range.length() > 0, "range");
      require(range.offset() + range.length() <= file.wholeLength(), "range behind the end");
    }
    channel.truncate(file.wholeLength());
    FragmentedFile repaired = FragmentedFile.scan(channel);
    require(repaired.isWhole(), "repair");
    require(repaired.fragments().equals(file.fragments()), "repaired fragments");
    makeSeekable(channel, file);
  }

  private static void makeSeekable(MemoryFile channel, FragmentedFile file) throws IOException {
    MemoryFile target = new MemoryFile(new byte[0]);
    try {
      ProgressiveMp4.write(channel, file, target);
      ProgressiveMp4.write(channel, file, file.start() + 1000, file.start() + 3000, target);
    } catch (Mp4Exception _) {
      return;
    }
    Boxes.of(target.bytes()).at("moov/trak/mdia/minf/stbl/stsz");
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
