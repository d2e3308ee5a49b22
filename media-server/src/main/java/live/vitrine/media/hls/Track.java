package live.vitrine.media.hls;

/** What a packet identifier stands for; the numbers are the ones that FFmpeg uses too. */
enum Track {
  PROGRAM_ASSOCIATION(0, 0),
  PROGRAM_MAP(0x1000, 1),
  VIDEO(0x100, 2),
  AUDIO(0x101, 3);

  private final int pid;
  private final int index;

  Track(int pid, int index) {
    this.pid = pid;
    this.index = index;
  }

  int pid() {
    return pid;
  }

  /** 0 to 3, where a table has this track's entry. */
  int index() {
    return index;
  }
}
