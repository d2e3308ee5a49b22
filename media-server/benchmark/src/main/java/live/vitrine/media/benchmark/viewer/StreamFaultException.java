package live.vitrine.media.benchmark.viewer;

/** The first fault of a viewer's stream; final for that viewer. */
final class StreamFaultException extends RuntimeException {
  private final StreamFault fault;

  StreamFaultException(StreamFault fault, String detail) {
    super(fault + ": " + detail);
    this.fault = fault;
  }

  StreamFault fault() {
    return fault;
  }
}
