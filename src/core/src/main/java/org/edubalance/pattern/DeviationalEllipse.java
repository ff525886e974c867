package org.edubalance.pattern;

/**
 * The mean centre of points and their standard deviational ellipse, which shows how far and in which direction they
 * spread. With the covariances s_xx, s_yy, s_xy (over n) and their eigenvalues λ₁ ≥ λ₂, the semi-axes are √(2 λ₁) and
 * √(2 λ₂): of points with a bivariate normal distribution, 1 − 1/e = 63 % lie inside. Source: R. S. Yuill, "The standard
 * deviational ellipse", Geografiska Annaler B 53 (1971); the factor √2 as in Esri's Directional Distribution.
 *
 * @param x the mean centre's x
 * @param y the mean centre's y
 * @param major the longer semi-axis
 * @param minor the shorter semi-axis
 * @param rotation the direction of the longer semi-axis, in degrees clockwise from north, [0, 180)
 */
public record DeviationalEllipse(double x, double y, double major, double minor, double rotation) {

    /** The ellipse of at least one point. */
    public static DeviationalEllipse of(double[] x, double[] y) {
        int n = x.length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            meanX += x[i] / n;
            meanY += y[i] / n;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx / n;
            yy += dy * dy / n;
            xy += dx * dy / n;
        }
        double mid = (xx + yy) / 2;
        double radius = Math.hypot((xx - yy) / 2, xy);
        double major = Math.sqrt(2 * (mid + radius));
        double minor = Math.sqrt(2 * Math.max(0, mid - radius));
        // The eigenvector's angle from the x axis is half of atan2(2 s_xy, s_xx − s_yy); north is 90° on.
        double degrees = 90 - Math.toDegrees(Math.atan2(2 * xy, xx - yy) / 2);
        double rotation = radius == 0 ? 0 : (degrees % 180 + 180) % 180;
        return new DeviationalEllipse(meanX, meanY, major, minor, rotation);
    }

    /** A ring of {@code corners} points on the ellipse, counterclockwise, the first one repeated at the end. */
    public double[][] ring(int corners) {
        double sin = Math.sin(Math.toRadians(rotation));
        double cos = Math.cos(Math.toRadians(rotation));
        double[][] ring = new double[corners + 1][];
        for (int i = 0; i < corners; i++) {
            double along = major * Math.cos(2 * Math.PI * i / corners);
            double across = minor * Math.sin(2 * Math.PI * i / corners);
            ring[i] = new double[] {x + along * sin - across * cos, y + along * cos + across * sin};
        }
        ring[corners] = ring[0].clone();
        return ring;
    }
}
