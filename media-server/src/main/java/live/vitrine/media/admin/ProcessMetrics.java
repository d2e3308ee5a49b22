package live.vitrine.media.admin;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocatorMetric;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Memory, collections, file descriptors and age of the process. */
final class ProcessMetrics {
  private ProcessMetrics() {}

  static void bind(MeterRegistry registry, Instant startedAt) {
    bindMemory(registry);
    bindCollectors(registry);
    gauge(
        registry,
        "process.start.time",
        "seconds",
        "When the server started, since 1970",
        startedAt,
        Instant::getEpochSecond);
    gauge(
        registry,
        "process.uptime",
        "seconds",
        "Since the server started",
        startedAt,
        start -> Duration.between(start, Instant.now()).toMillis() / 1e3);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      bindSystem(registry, system);
    }
  }

  private static void bindMemory(MeterRegistry registry) {
    PooledByteBufAllocatorMetric pool = PooledByteBufAllocator.DEFAULT.metric();
    gauge(
        registry,
        "vitrine.direct.memory.used",
        "bytes",
        "Direct memory that the buffer pool holds",
        pool,
        PooledByteBufAllocatorMetric::usedDirectMemory);
    gauge(
        registry,
        "vitrine.direct.memory.limit",
        "bytes",
        "Direct memory that it may hold at most",
        pool,
        any -> PlatformDependent.maxDirectMemory());
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    gauge(
        registry,
        "vitrine.heap.used",
        "bytes",
        "Java heap in use",
        memory,
        bean -> bean.getHeapMemoryUsage().getUsed());
    gauge(
        registry,
        "vitrine.heap.limit",
        "bytes",
        "Java heap that may be used at most",
        memory,
        bean -> bean.getHeapMemoryUsage().getMax());
  }

  private static void bindCollectors(MeterRegistry registry) {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionCounter.builder(
              "vitrine.gc.collections", collector, GarbageCollectorMXBean::getCollectionCount)
          .tags("collector", collector.getName())
          .description("Garbage collections")
          .register(registry);
      FunctionCounter.builder("vitrine.gc.time", collector, bean -> bean.getCollectionTime() / 1e3)
          .tags("collector", collector.getName())
          .baseUnit("seconds")
          .description("Spent on garbage collections")
          .register(registry);
    }
  }

  private static void bindSystem(MeterRegistry registry, UnixOperatingSystemMXBean system) {
    gauge(
        registry,
        "process.open.fds",
        null,
        "Open file descriptors",
        system,
        UnixOperatingSystemMXBean::getOpenFileDescriptorCount);
    gauge(
        registry,
        "process.max.fds",
        null,
        "File descriptors that may be open",
        system,
        UnixOperatingSystemMXBean::getMaxFileDescriptorCount);
    FunctionCounter.builder("process.cpu", system, bean -> bean.getProcessCpuTime() / 1e9)
        .baseUnit("seconds")
        .description("Processor time used")
        .register(registry);
  }

  private static <T> void gauge(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      String description,
      T source,
      ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value).baseUnit(unit).description(description).register(registry);
  }
}
