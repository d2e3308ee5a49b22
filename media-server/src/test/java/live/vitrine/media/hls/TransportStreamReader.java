package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads transport stream segments back and fails where they break a rule. Written from the
 * specification, apart from the writer. One reader reads consecutive segments.
 */
final class TransportStreamReader {
  static final int VIDEO_PID = 0x100;
  static final int AUDIO_PID = 0x101;

  private static final int MAP_PID = 0x1000;
  private static final long MAX_CLOCK_GAP = 100 * 90;

  /**
   * A PES packet, its payload in hexadecimal. {@code randomAccess} and {@code pcr} are those of its
   * first packet.
   */
  record Unit(
      int pid, long pts, long dts, String payload, boolean randomAccess, @Nullable Long pcr) {}

  private static final class Open {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final boolean randomAccess;
    final @Nullable Long pcr;

    Open(boolean randomAccess, @Nullable Long pcr) {
      this.randomAccess = randomAccess;
      this.pcr = pcr;
    }
  }

  private final Map<Integer, Integer> counters = new HashMap<>();
  private final Map<Integer, Open> open = new HashMap<>();
  private final List<Unit> units = new ArrayList<>();
  private @Nullable Long lastClock;
  private int clockPid;
  private Map<Integer, Integer> streamTypes = Map.of();
  private int mapVersion = -1;

  /** Every unit of the segment, in the order of their beginnings. */
  List<Unit> readSegment(byte[] segment) {
    assertThat(segment.length % 188).isZero();
    assertThat(segment.length).isGreaterThan(2 * 188);
    units.clear();
    boolean clockSeen = false;
    for (int at = 0; at < segment.length; at += 188) {
      ByteBuf packet = Unpooled.wrappedBuffer(segment, at, 188);
      assertThat(packet.readUnsignedByte()).as("sync byte").isEqualTo((short) 0x47);
      int head = packet.readUnsignedShort();
      int pid = head & 0x1FFF;
      boolean start = (head & 0x4000) != 0;
      assertThat(head & 0xA000).as("error and priority").isZero();
      int control = packet.readUnsignedByte();
      boolean hasPayload = (control & 0x10) != 0;
      count(pid, control & 0x0F, hasPayload);
      boolean randomAccess = false;
      Long pcr = null;
      if ((control & 0x20) != 0) {
        int length = packet.readUnsignedByte();
        assertThat(length).isLessThanOrEqualTo(hasPayload ? 182 : 183);
        ByteBuf field = packet.readSlice(length);
        if (length > 0) {
          int flags = field.readUnsignedByte();
          randomAccess = (flags & 0x40) != 0;
          if ((flags & 0x10) != 0) {
            pcr = field.readUnsignedInt() << 1 | field.readUnsignedShort() >>> 15;
            assertThat(pid).as("PCR PID").isEqualTo(clockPid);
            clock(pcr, !clockSeen);
            clockSeen = true;
          }
          while (field.isReadable()) {
            assertThat(field.readByte()).as("stuffing").isEqualTo((byte) 0xFF);
          }
        }
      }
      if (at == 0) {
        assertThat(pid).as("first packet").isZero();
        readAssociation(packet);
      } else if (at == 188) {
        assertThat(pid).as("second packet").isEqualTo(MAP_PID);
        readMap(packet);
      } else {
        assertThat(streamTypes).containsKey(pid);
        if (start) {
          close(pid);
          open.put(pid, new Open(randomAccess, pcr));
        }
        if (hasPayload) {
          byte[] payload = new byte[packet.readableBytes()];
          packet.readBytes(payload);
          Objects.requireNonNull(open.get(pid)).bytes.writeBytes(payload);
        }
      }
    }
    List.copyOf(open.keySet()).forEach(this::close);
    assertThat(clockSeen).as("PCR in the segment").isTrue();
    return List.copyOf(units);
  }

  private void count(int pid, int counter, boolean hasPayload) {
    Integer last = counters.put(pid, counter);
    if (last != null) {
      assertThat(counter)
          .as("continuity counter of PID %d", pid)
          .isEqualTo(hasPayload ? (last + 1) & 0x0F : last);
    }
  }

  private void clock(long pcr, boolean firstOfSegment) {
    if (lastClock != null) {
      assertThat(pcr).as("PCR").isGreaterThan(lastClock);
      if (!firstOfSegment) {
        assertThat(pcr - lastClock).as("PCR interval").isLessThanOrEqualTo(MAX_CLOCK_GAP);
      }
    }
    lastClock = pcr;
  }

  private void close(int pid) {
    Open unit = open.remove(pid);
    if (unit == null) {
      return;
    }
    ByteBuf bytes = Unpooled.wrappedBuffer(unit.bytes.toByteArray());
    assertThat(bytes.readMedium()).as("PES start code").isOne();
    assertThat(bytes.readUnsignedByte())
        .as("stream_id")
        .isEqualTo((short) (pid == VIDEO_PID ? 0xE0 : 0xC0));
    int length = bytes.readUnsignedShort();
    assertThat(length).as("PES length").isEqualTo(pid == VIDEO_PID ? 0 : bytes.readableBytes());
    assertThat(bytes.readUnsignedByte() & 0xC0).isEqualTo(0x80);
    int flags = bytes.readUnsignedByte();
    int headerLength = bytes.readUnsignedByte();
    assertThat(flags).isIn(0x80, 0xC0);
    assertThat(headerLength).isEqualTo(flags == 0x80 ? 5 : 10);
    long pts = readTime(bytes, flags == 0x80 ? 2 : 3);
    long dts = flags == 0x80 ? pts : readTime(bytes, 1);
    assertThat(pts).as("PTS").isGreaterThanOrEqualTo(dts);
    if (unit.pcr != null) {
      assertThat(unit.pcr).as("PCR").isLessThanOrEqualTo(dts);
    }
    String payload = ByteBufUtil.hexDump(bytes);
    units.add(new Unit(pid, pts, dts, payload, unit.randomAccess, unit.pcr));
  }

  private static long readTime(ByteBuf bytes, int prefix) {
    int first = bytes.readUnsignedByte();
    int second = bytes.readUnsignedShort();
    int third = bytes.readUnsignedShort();
    assertThat(first >> 4).isEqualTo(prefix);
    assertThat(first & second & third & 1).as("marker bits").isOne();
    return (first >> 1 & 7L) << 30 | (second >> 1) << 15 | third >> 1;
  }

  private static void readAssociation(ByteBuf packet) {
    ByteBuf section = section(packet, 0);
    section.skipBytes(8);
    assertThat(section.readUnsignedShort()).as("program_number").isOne();
    assertThat(section.readUnsignedShort()).isEqualTo(0xE000 | MAP_PID);
    assertThat(section.isReadable()).isFalse();
  }

  private void readMap(ByteBuf packet) {
    ByteBuf section = section(packet, 2);
    int version = section.getByte(5) >> 1 & 0x1F;
    section.skipBytes(8);
    clockPid = section.readUnsignedShort() & 0x1FFF;
    assertThat(section.readUnsignedShort()).as("program_info_length").isEqualTo(0xF000);
    Map<Integer, Integer> types = new HashMap<>();
    while (section.isReadable()) {
      int type = section.readUnsignedByte();
      types.put(section.readUnsignedShort() & 0x1FFF, type);
      assertThat(section.readUnsignedShort()).as("ES_info_length").isEqualTo(0xF000);
    }
    if (version == mapVersion) {
      assertThat(types).as("tables of one version").isEqualTo(streamTypes);
    }
    mapVersion = version;
    streamTypes = types;
  }

  /** The section's bytes without its check sum, which is checked bit by bit. */
  private static ByteBuf section(ByteBuf packet, int tableId) {
    assertThat(packet.readByte()).as("pointer_field").isZero();
    assertThat(packet.getByte(packet.readerIndex())).as("table_id").isEqualTo((byte) tableId);
    int length = packet.getUnsignedShort(packet.readerIndex() + 1) & 0x0FFF;
    ByteBuf whole = packet.readSlice(3 + length);
    while (packet.isReadable()) {
      assertThat(packet.readByte()).as("filling").isEqualTo((byte) 0xFF);
    }
    long crc = 0xFFFFFFFFL;
    for (int i = 0; i < whole.writerIndex() * 8; i++) {
      int bit = whole.getByte(i / 8) >> (7 - i % 8) & 1;
      crc = (crc << 1 ^ ((crc >> 31 ^ bit) == 1 ? 0x04C11DB7L : 0)) & 0xFFFFFFFFL;
    }
    assertThat(crc).as("CRC over the section and its check sum").isZero();
    return whole.slice(0, whole.writerIndex() - 4);
  }

  /** What the map of the last segment says: PID to stream_type. */
  Map<Integer, Integer> streamTypes() {
    return streamTypes;
  }

  int mapVersion() {
    return mapVersion;
  }
}
