package live.vitrine.media.benchmark;

@picocli.CommandLine.Command(name = "soak")
final class SoakCommand {}
