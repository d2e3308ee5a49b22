package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Cuts payloads into transport stream packets (ISO/IEC 13818-1 section 2.4.3) and hands them on in
 * batches. The length of a payload is announced first, so that every packet is laid out once and
 * written once; the adaptation field of the last one takes the stuffing.
 *
 * <pre>
 *  0x47 | error 0, start, priority 0, PID 13 | scrambling 0, field/payload 2, counter 4
 *  [ length | flags | PCR 6 | 0xFF … ] | payload …                          188 bytes in all
 * </pre>
 *
 * <p>Owns its scratch buffer until {@link #release}. Runs on the stream's event loop.
 */
final class TransportPacketWriter {
  static final int PACKET_LENGTH = 188;

  /** Just below 64 KiB: large enough for few system calls, small enough for many streams. */
  static final int SCRATCH_LENGTH = 348 * PACKET_LENGTH;

  /** Says that a packet carries no program clock reference. */
  static final long NO_PCR = -1;

  private static final int SYNC_BYTE = 0x47;
  private static final int HEADER_LENGTH = 4;
  private static final int MAX_PAYLOAD = PACKET_LENGTH - HEADER_LENGTH;
  private static final int PCR_LENGTH = 6;
  private static final int FLAG_RANDOM_ACCESS = 0x40;
  private static final int FLAG_PCR = 0x10;
  private static final long TIME_MASK = (1L << 33) - 1;

  private final ByteBuf scratch;
  private final PacketSink sink;

  /** The last counter of each track: they run on over segments (section 2.4.3.3). */
  private final int[] counters = {15, 15, 15, 15};

  private final int[] markedCounters = counters.clone();

  private Track track = Track.VIDEO;
  private int payloadLeft;
  private int packetLeft;

  TransportPacketWriter(ByteBufAllocator allocator, PacketSink sink) {
    this.scratch = allocator.directBuffer(SCRATCH_LENGTH, SCRATCH_LENGTH);
    this.sink = sink;
  }

  /** Writes one packet that holds a table section of at most 183 bytes. */
  void writeSection(Track table, byte[] section) {
    int end = startPacket(table, true, 0x10);
    scratch.writeByte(0); // pointer_field: the section begins here
    scratch.writeBytes(section);
    writeStuffing(end - scratch.writerIndex());
  }

  /** Writes a packet without payload that carries only a clock reference; it is not counted. */
  void writeClock(Track clockTrack, long pcr) {
    int end = startPacket(clockTrack, false, 0x20);
    scratch.writeByte(MAX_PAYLOAD - 1);
    scratch.writeByte(FLAG_PCR);
    writePcr(pcr);
    writeStuffing(end - scratch.writerIndex());
  }

  /**
   * Begins a payload unit; {@link #write} must then bring exactly {@code length} bytes.
   *
   * @param pcr 90 kHz ticks, or {@link #NO_PCR}
   */
  void beginUnit(Track unitTrack, int length, boolean randomAccess, long pcr) {
    track = unitTrack;
    payloadLeft = length;
    int flags = (randomAccess ? FLAG_RANDOM_ACCESS : 0) | (pcr == NO_PCR ? 0 : FLAG_PCR);
    startPayloadPacket(true, flags, pcr);
  }

  /** The next bytes of the unit. {@code source} is borrowed, its indices stay. */
  void write(ByteBuf source, int index, int length) {
    int from = index;
    int left = length;
    while (left > 0) {
      if (packetLeft == 0) {
        startPayloadPacket(false, 0, NO_PCR);
      }
      int part = Math.min(left, packetLeft);
      scratch.writeBytes(source, from, part);
      from += part;
      left -= part;
      packetLeft -= part;
      payloadLeft -= part;
    }
  }

  /** Hands the packets so far on. */
  void flush() {
    if (scratch.isReadable()) {
      try {
        sink.write(scratch);
      } finally {
        scratch.clear();
      }
    }
  }

  /** Remembers the continuity counters, for {@link #rewind}. */
  void mark() {
    System.arraycopy(counters, 0, markedCounters, 0, counters.length);
  }

  /** All packets since {@link #mark} are thrown away: what comes next continues those before. */
  void rewind() {
    scratch.clear();
    System.arraycopy(markedCounters, 0, counters, 0, counters.length);
  }

  void release() {
    scratch.release();
  }

  private void startPayloadPacket(boolean start, int flags, long pcr) {
    int fieldLength = flags == 0 ? 0 : 2 + (pcr == NO_PCR ? 0 : PCR_LENGTH);
    packetLeft = Math.min(payloadLeft, MAX_PAYLOAD - fieldLength);
    fieldLength = MAX_PAYLOAD - packetLeft;
    int end = startPacket(track, start, fieldLength == 0 ? 0x10 : 0x30);
    if (fieldLength == 0) {
      return;
    }
    scratch.writeByte(fieldLength - 1);
    if (fieldLength > 1) {
      scratch.writeByte(flags);
      if (pcr != NO_PCR) {
        writePcr(pcr);
      }
      writeStuffing(end - packetLeft - scratch.writerIndex());
    }
  }

  /** Writes the four bytes in front and answers where the packet ends. */
  private int startPacket(Track packetTrack, boolean start, int fieldControl) {
    if (!scratch.isWritable(PACKET_LENGTH)) {
      flush();
    }
    int end = scratch.writerIndex() + PACKET_LENGTH;
    boolean counted = (fieldControl & 0x10) != 0;
    int counter = counters[packetTrack.index()];
    if (counted) {
      counter = (counter + 1) & 0x0F;
      counters[packetTrack.index()] = counter;
    }
    scratch.writeInt(
        SYNC_BYTE << 24
            | (start ? 0x40_0000 : 0)
            | packetTrack.pid() << 8
            | fieldControl
            | counter);
    return end;
  }

  /** program_clock_reference_base 33, reserved 6, extension 9. */
  private void writePcr(long pcr) {
    long base = pcr & TIME_MASK;
    scratch.writeInt((int) (base >>> 1));
    scratch.writeShort((int) (base & 1) << 15 | 0x7E00);
  }

  private void writeStuffing(int count) {
    for (int i = 0; i < count; i++) {
      scratch.writeByte(0xFF);
    }
  }
}
