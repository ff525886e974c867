package org.edubalance.io;

import java.util.Locale;
import org.edubalance.messages.Refusal;

/**
 * The coordinates of Chinese web maps, and the way from them to WGS 84. The formulas were never published by those who
 * made them; they are the ones known from open implementations (GCJ-02: on the Krasovsky ellipsoid; BD-09: on top of
 * GCJ-02), which agree with the map providers' own services to some centimetres.
 */
public enum WebMapDatum {
    /** Of Amap, Tencent and Google's maps of China. */
    GCJ02("GCJ-02") {
        @Override
        double[] fromWgs84(double lon, double lat) {
            return gcj02(lon, lat);
        }
    },
    /** Of Baidu's maps. */
    BD09("BD-09") {
        @Override
        double[] fromWgs84(double lon, double lat) {
            double[] gcj = gcj02(lon, lat);
            double z = Math.hypot(gcj[0], gcj[1]) + 2e-5 * Math.sin(gcj[1] * BAIDU);
            double theta = Math.atan2(gcj[1], gcj[0]) + 3e-6 * Math.cos(gcj[0] * BAIDU);
            return new double[] {z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006};
        }
    };

    /** Krasovsky 1940: the semi-major axis in metres, and the square of the eccentricity. */
    private static final double A = 6378245;

    private static final double EE = 0.00669342162296594323;

    private static final double BAIDU = Math.PI * 3000 / 180;

    /** The inverse is exact to this many degrees, a tenth of a millimetre. */
    private static final double EXACT = 1e-9;

    /** Each step leaves a hundredth of the error, so that it is never needed to the end. */
    private static final int MOST_STEPS = 50;

    private final String title;

    WebMapDatum(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /**
     * The datum of a name.
     *
     * @param option what the name was given as
     * @throws Refusal if there is none of that name
     */
    public static WebMapDatum of(String option, String name) {
        for (WebMapDatum datum : values()) {
            String plain = name.strip().toUpperCase(Locale.ROOT).replace("-", "");
            if (datum.name().equals(plain)) {
                return datum;
            }
        }
        throw Refusal.of("format.datum", "got", name).about(option);
    }

    /** A place on WGS 84 in this datum: longitude and latitude in degrees; outside China the same. */
    abstract double[] fromWgs84(double lon, double lat);

    /**
     * The place on WGS 84 of a place in this datum: longitude and latitude in degrees, by iteration, to 1e-9 degrees.
     * Outside China, as the formulas draw it (72.004 to 137.8347 east, 0.8293 to 55.8271 north), it is the same.
     */
    double[] toWgs84(double lon, double lat) {
        if (isOutside(lon, lat)) {
            return new double[] {lon, lat};
        }
        double x = lon;
        double y = lat;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] there = fromWgs84(x, y);
            double dx = there[0] - lon;
            double dy = there[1] - lat;
            x -= dx;
            y -= dy;
            if (Math.abs(dx) < EXACT && Math.abs(dy) < EXACT) {
                break;
            }
        }
        return new double[] {x, y};
    }

    private static boolean isOutside(double lon, double lat) {
        return !(lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271);
    }

    private static double[] gcj02(double lon, double lat) {
        if (isOutside(lon, lat)) {
            return new double[] {lon, lat};
        }
        double x = lon - 105;
        double y = lat - 35;
        double both = waves(20, 6, x) + waves(20, 2, x);
        double north = -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + both
                + waves(20, 1, y)
                + waves(40, 1 / 3.0, y)
                + waves(160, 1 / 12.0, y)
                + waves(320, 1 / 30.0, y);
        double east = 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + both
                + waves(20, 1, x)
                + waves(40, 1 / 3.0, x)
                + waves(150, 1 / 12.0, x)
                + waves(300, 1 / 30.0, x);
        double phi = Math.toRadians(lat);
        double w2 = 1 - EE * Math.sin(phi) * Math.sin(phi);
        double meridian = A * (1 - EE) / (w2 * Math.sqrt(w2));
        double parallel = A / Math.sqrt(w2) * Math.cos(phi);
        return new double[] {lon + Math.toDegrees(east / parallel), lat + Math.toDegrees(north / meridian)};
    }

    /** Metres. */
    private static double waves(double amplitude, double frequency, double at) {
        return amplitude * 2 / 3 * Math.sin(frequency * Math.PI * at);
    }
}
