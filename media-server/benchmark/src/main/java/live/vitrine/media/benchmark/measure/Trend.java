package live.vitrine.media.benchmark.measure;

/** A straight line through measured points, by least squares. Belongs to one thread. */
public final class Trend {
  private int count;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;
  private double sumYy;
  private double firstX = Double.NaN;
  private double lastX = Double.NaN;

  /** Adds a point; x only grows. */
  public void add(double x, double y) {
    if (count == 0) {
      firstX = x;
    }
    lastX = x;
    // Taken from the first one on, or large times would swallow small differences.
    double dx = x - firstX;
    count++;
    sumX += dx;
    sumY += y;
    sumXx += dx * dx;
    sumXy += dx * y;
    sumYy += y * y;
  }

  public int count() {
    return count;
  }

  public double mean() {
    return sumY / count;
  }

  /** Growth of y by one of x; NaN for fewer than two points. */
  public double slope() {
    return (sumXy - sumX * sumY / count) / (sumXx - sumX * sumX / count);
  }

  /** Growth from the first point to the last along the line. */
  public double rise() {
    return slope() * (lastX - firstX);
  }

  /** Standard error of the slope; NaN for fewer than three points. */
  public double slopeError() {
    double spread = sumXx - sumX * sumX / count;
    double left = sumYy - sumY * sumY / count - slope() * slope() * spread;
    return count < 3 ? Double.NaN : Math.sqrt(Math.max(0, left) / (count - 2) / spread);
  }
}
