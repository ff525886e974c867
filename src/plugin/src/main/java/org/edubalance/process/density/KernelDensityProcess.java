package org.edubalance.process.density;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.edubalance.density.AreaUnit;
import org.edubalance.density.BandwidthRule;
import org.edubalance.density.CellPlaces;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.DensityOutput;
import org.edubalance.density.DensitySurface;
import org.edubalance.density.GroundMetric;
import org.edubalance.density.Kernel;
import org.edubalance.density.KernelDensity;
import org.edubalance.density.Precision;
import org.edubalance.density.StudyArea;
import org.edubalance.density.WeightedPoints;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.GroundMetrics;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.Transfer;
import org.edubalance.work.Workers;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.util.logging.Logging;
import org.locationtech.jts.geom.Geometry;

/**
 * {@code edu:KernelDensity}: {@link KernelDensity} over features. Distances are those on the ground, in metres, in any
 * CRS; a density is weight per area on the ground.
 *
 * <p>As a rendering transformation it takes {@code outputBBOX}, {@code outputWidth} and {@code outputHeight} from the
 * environment variables {@code wms_bbox}, {@code wms_width} and {@code wms_height}. It reads the map's window widened by
 * the radius, or the whole layer where the radius or the bandwidths depend on all points; so the density at a place is
 * the same in every tile and at every zoom, other than with {@code output=SCALED} and {@code radiusPixels}, which belong
 * to one map.
 *
 * <p>The coverage's properties tell the {@code kernel} and {@code estimator} that were used, the {@code radius} in metres and the
 * numbers of {@code points}, features {@code withoutGeometry} or {@code withoutWeight} and points {@code outsideMask} that
 * were left out.
 */
@DescribeProcess(
        title = "Kernel density",
        description = "Density of weighted points, such as schools by enrolment, as a surface in true units: weight per"
                + " area on the ground, with the radius in metres whatever the coordinate reference system.")
public class KernelDensityProcess {

    private static final Logger LOGGER = Logging.getLogger(KernelDensityProcess.class);

    private static final String NAME = "edu:KernelDensity";
    private static final int MOST_RADII = 16;

    /** Of distances, above which a map's scale is worth a warning. */
    private static final double NOTABLE_ERROR = 0.01;

    /** Half the way around the Earth. */
    private static final double LARGEST_RADIUS = 2e7;

    private static final double SMALLEST_RADIUS = 1e-3;

    @DescribeResult(
            name = "result",
            description =
                    "Density at the cells' centres: one band, or one for each of radii, and as many of shares with"
                            + " maximum; no data outside the mask")
    public GridCoverage2D execute(
            @DescribeParameter(
                            name = "data",
                            description = "Features; a multipoint's points share its weight, other geometries count at"
                                    + " their centroids")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "weight",
                            description = "Attribute or ECQL expression, >= 0; 1 for each feature if not given",
                            min = 0)
                    String weight,
            @DescribeParameter(
                            name = "kernel",
                            description = "Shape of the kernel; the radius of GAUSSIAN is its standard deviation",
                            min = 0,
                            defaultValue = "QUARTIC")
                    Kernel kernel,
            @DescribeParameter(
                            name = "radius",
                            description = "Radius in metres on the ground; chosen by the rule in bandwidth if no radius"
                                    + " is given",
                            min = 0,
                            minValue = 0)
                    Double radius,
            @DescribeParameter(
                            name = "radii",
                            description = "Up to 16 radii in metres, instead of radius: one band for each",
                            min = 0,
                            max = MOST_RADII,
                            collectionType = Double.class)
                    List<Double> radii,
            @DescribeParameter(
                            name = "radiusPixels",
                            description = "Radius in pixels at the map's centre, instead of radius, for screen maps",
                            min = 0,
                            minValue = 0)
                    Double radiusPixels,
            @DescribeParameter(
                            name = "bandwidth",
                            description =
                                    "Rule for the radius if none is given. ARCGIS divides by the fifth root of the"
                                            + " number of points or, with weights, of their sum: large weights give a small"
                                            + " radius",
                            min = 0,
                            defaultValue = "ARCGIS")
                    BandwidthRule bandwidth,
            @DescribeParameter(
                            name = "adaptive",
                            description = "Shrink the radius where points are dense and widen it where they are sparse"
                                    + " (Abramson), by a factor of 4 at most",
                            min = 0,
                            defaultValue = "false")
                    Boolean adaptive,
            @DescribeParameter(
                            name = "areaUnit",
                            description = "Area that a density is per",
                            min = 0,
                            defaultValue = "SQUARE_KILOMETRE")
                    AreaUnit areaUnit,
            @DescribeParameter(
                            name = "output",
                            description = "DENSITY: weight per area unit; EXPECTED_COUNT: weight per cell; SCALED: the"
                                    + " highest value is 1",
                            min = 0,
                            defaultValue = "DENSITY")
                    DensityOutput output,
            @DescribeParameter(
                            name = "maximum",
                            description =
                                    "A value that fills a scale of colours: adds a band of the values divided by it,"
                                            + " for styles whose colours run from 0 to 1",
                            min = 0,
                            minValue = 0)
                    Double maximum,
            @DescribeParameter(
                            name = "mask",
                            description = "Polygon features; cells whose centres lie outside have no data",
                            min = 0)
                    SimpleFeatureCollection mask,
            @DescribeParameter(
                            name = "edgeCorrection",
                            description =
                                    "Divide each weight by the share of its kernel inside the mask, so that none is"
                                            + " lost over the edge; features outside the mask then count for nothing",
                            min = 0,
                            defaultValue = "false")
                    Boolean edgeCorrection,
            @DescribeParameter(
                            name = "precision",
                            description =
                                    "EXACT: as the formula; FAST: to about 0.1 % of the highest density; AUTO: EXACT"
                                            + " unless that takes long",
                            min = 0,
                            defaultValue = "AUTO")
                    Precision precision,
            @DescribeParameter(
                            name = "cellSize",
                            description =
                                    "Size of a cell in metres, if outputWidth and outputHeight are not given. Cells"
                                            + " are square in the grid's CRS and have this size squared for their area on the"
                                            + " ground at its centre",
                            min = 0,
                            minValue = 0)
                    Double cellSize,
            @DescribeParameter(
                            name = "outputBBOX",
                            description =
                                    "Bounding box and CRS of the result; if not given, the data's bounds widened by"
                                            + " the radius",
                            min = 0)
                    ReferencedEnvelope outputBBOX,
            @DescribeParameter(
                            name = "outputWidth",
                            description = "Width of the result in cells; without a size, cells are 1/250 of the shorter"
                                    + " side",
                            min = 0,
                            minValue = 1)
                    Integer outputWidth,
            @DescribeParameter(
                            name = "outputHeight",
                            description = "Height of the result in cells",
                            min = 0,
                            minValue = 1)
                    Integer outputHeight,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        checkRadii(radius, radii, radiusPixels);
        Inputs.checkPositive("maximum", maximum);
        if (edgeCorrection && mask == null) {
            throw Inputs.missing("mask", Message.of("density.mask"));
        }
        if (data.getSchema().getGeometryDescriptor() == null) {
            throw Refusal.of("data.geometry").about("data").missing();
        }
        CoordinateReferenceSystem dataCrs = data.getSchema().getCoordinateReferenceSystem();
        if (dataCrs == null) {
            throw Refusal.of("data.crs").about("data").missing();
        }
        DensityWindow asked = new DensityWindow(outputBBOX, cellSize, outputWidth, outputHeight, dataCrs);
        double[] chosen = explicitRadii(radius, radii, radiusPixels, asked);
        // other points only say how large the radii are
        double reach = chosen == null || adaptive ? Double.POSITIVE_INFINITY : reach(chosen, kernel);
        ReadPoints read = KeptPoints.read(data, weight, asked, reach, progress);
        WeightedPoints points = read.points();
        points.closeUp(asked.metric().period());
        ReferencedEnvelope bounds = new ReferencedEnvelope(points.envelope(), asked.crs());
        DensityWindow window = asked.measuredOver(bounds);
        double[] metres = chosen;
        if (points.size() == 0 && (metres == null || !window.isComplete())) {
            List<Message> why = leftOut(read);
            throw why.isEmpty()
                    ? Inputs.noFeatures()
                    : Refusal.of("data.nothing", "why", why).about("data");
        }
        Optional<MapOnGround> onGround = window.onGround(bounds);
        GroundMetric metric = onGround.map(MapOnGround::metric).orElse(window.metric());
        CoordinateReferenceSystem measured = onGround.map(MapOnGround::crs).orElse(window.crs());
        WeightedPoints placed = onGround.map(map -> map.points(points)).orElse(points);
        if (metres == null) {
            metres = new double[] {bandwidth.bandwidth(placed, kernel, metric, Inputs.given(weight) != null)};
        }
        DensityGrid grid = window.grid(() -> bounds, reach(metres, kernel), (maximum == null ? 1 : 2) * metres.length);
        int count = points.size();
        CellPlaces cells = onGround.map(map -> map.cells(grid)).orElse(null);
        DensitySurface surface = new KernelDensity(metric)
                .kernel(kernel)
                .adaptive(adaptive)
                .studyArea(mask == null ? null : studyArea(mask, measured, progress))
                .edgeCorrection(edgeCorrection)
                .precision(precision)
                .output(output)
                .areaUnit(areaUnit)
                .estimate(Workers.of(progress), placed, grid, cells, metres);
        GridCoverage2D coverage =
                coverage(surface, kernel, window.crs(), radii != null && !radii.isEmpty(), maximum, read, count);
        report(surface, read, progress);
        if (onGround.isEmpty()) {
            warnOfScale(window.crs(), grid, progress);
        }
        progress.complete();
        return coverage;
    }

    /**
     * The query for what the window's density depends on: the map's window widened by the radius, in the layer's CRS, of
     * the attributes that are used; the whole layer where a default radius or adaptive ones depend on it.
     */
    public Query invertQuery(
            @DescribeParameter(name = "weight", description = "As in execute", min = 0) String weight,
            @DescribeParameter(name = "kernel", description = "As in execute", min = 0) Kernel kernel,
            @DescribeParameter(name = "radius", description = "As in execute", min = 0) Double radius,
            @DescribeParameter(
                            name = "radii",
                            description = "As in execute",
                            min = 0,
                            max = MOST_RADII,
                            collectionType = Double.class)
                    List<Double> radii,
            @DescribeParameter(name = "radiusPixels", description = "As in execute", min = 0) Double radiusPixels,
            @DescribeParameter(name = "adaptive", description = "As in execute", min = 0) Boolean adaptive,
            @DescribeParameter(name = "outputBBOX", description = "As in execute", min = 0)
                    ReferencedEnvelope outputBBOX,
            @DescribeParameter(name = "outputWidth", description = "As in execute", min = 0) Integer outputWidth,
            @DescribeParameter(name = "outputHeight", description = "As in execute", min = 0) Integer outputHeight,
            Query targetQuery,
            GridGeometry targetGridGeometry) {
        checkRadii(radius, radii, radiusPixels);
        Optional<Set<String>> attributes = needed(weight);
        boolean bounded = outputBBOX != null && outputBBOX.getCoordinateReferenceSystem() != null;
        if (!bounded || Boolean.TRUE.equals(adaptive)) {
            return LayerQueries.wholeLayer(targetQuery);
        }
        DensityWindow window = new DensityWindow(outputBBOX, null, outputWidth, outputHeight, null);
        double[] metres = explicitRadii(radius, radii, radiusPixels, window);
        if (metres == null) {
            return LayerQueries.wholeLayer(targetQuery);
        }
        // no host fills the defaults of a query in
        double reach = reach(metres, kernel == null ? Kernel.QUARTIC : kernel);
        return LayerQueries.widened(
                targetQuery, window.widened(reach), window.metric().period(), attributes);
    }

    /** What a weight needs of the layer's attributes; empty for all that it has. */
    private static Optional<Set<String>> needed(String weight) {
        if (Inputs.given(weight) == null) {
            return Optional.of(Set.of());
        }
        return KnownWeights.has(weight) ? Attribute.plainNames(weight) : Optional.empty();
    }

    private static void checkRadii(Double radius, List<Double> radii, Double radiusPixels) {
        boolean several = radii != null && !radii.isEmpty();
        int given = (radius == null ? 0 : 1) + (several ? 1 : 0) + (radiusPixels == null ? 0 : 1);
        if (given > 1) {
            throw Refusal.of("density.radii.one", "got", given).about("radius");
        }
        checkRadius("radius", radius);
        if (several) {
            if (radii.size() > MOST_RADII) {
                throw Refusal.of("density.radii.most", "most", MOST_RADII, "got", radii.size())
                        .about("radii");
            }
            for (Double one : radii) {
                if (one == null) {
                    throw Refusal.of("density.radius", "got", one).about("radii");
                }
                checkRadius("radii", one);
            }
        }
        Inputs.checkPositive("radiusPixels", radiusPixels);
    }

    private static void checkRadius(String input, Double value) {
        Inputs.checkMetres(input, value);
        if (value != null && (value < SMALLEST_RADIUS || value > LARGEST_RADIUS)) {
            throw Refusal.of("density.radius.range", "min", SMALLEST_RADIUS, "max", LARGEST_RADIUS, "got", value)
                    .about(input);
        }
    }

    /** The radii in metres, or null if a rule has to find one. */
    private static double[] explicitRadii(
            Double radius, List<Double> radii, Double radiusPixels, DensityWindow window) {
        if (radius != null) {
            return new double[] {radius};
        }
        if (radii != null && !radii.isEmpty()) {
            return radii.stream().mapToDouble(Double::doubleValue).toArray();
        }
        if (radiusPixels != null) {
            double metres = window.metres(radiusPixels);
            checkRadius("radiusPixels", metres);
            return new double[] {metres};
        }
        return null;
    }

    /** How far a kernel reaches, in metres. */
    private static double reach(double[] radii, Kernel kernel) {
        double largest = 0;
        for (double radius : radii) {
            largest = Math.max(largest, radius);
        }
        return largest * kernel.support();
    }

    private static StudyArea studyArea(
            SimpleFeatureCollection mask, CoordinateReferenceSystem target, Progress progress) {
        CoordinateReferenceSystem crs = mask.getSchema().getCoordinateReferenceSystem();
        if (crs == null) {
            throw Refusal.of("data.crs").about("mask").missing();
        }
        Transfer transfer = new Transfer("mask", crs, target);
        List<Geometry> geometries = new ArrayList<>();
        try (SimpleFeatureIterator features = mask.features()) {
            while (features.hasNext()) {
                progress.check();
                SimpleFeature feature = features.next();
                Geometry geometry = (Geometry) feature.getDefaultGeometry();
                if (geometry != null && !geometry.isEmpty()) {
                    geometries.add(transformed(geometry, transfer, feature, target));
                }
            }
        }
        return new StudyArea(geometries, progress);
    }

    private static Geometry transformed(
            Geometry geometry, Transfer transfer, SimpleFeature feature, CoordinateReferenceSystem target) {
        try {
            return transfer.of(geometry);
        } catch (TransformException e) {
            throw Refusal.because(e, "density.transform", "crs", GroundMetrics.name(target))
                    .about("mask")
                    .at(Places.of(feature));
        }
    }

    private static GridCoverage2D coverage(
            DensitySurface surface,
            Kernel kernel,
            CoordinateReferenceSystem crs,
            boolean several,
            Double maximum,
            ReadPoints read,
            int count) {
        double[] radii = surface.radii();
        List<String> names = new ArrayList<>();
        List<float[]> bands = new ArrayList<>();
        StringBuilder listed = new StringBuilder();
        for (int i = 0; i < radii.length; i++) {
            names.add(several ? "density_" + Inputs.shown(radii[i]) + "m" : "density");
            bands.add(surface.band(i));
            listed.append(i == 0 ? "" : " ").append(Inputs.shown(radii[i]));
        }
        if (maximum != null) {
            for (int i = 0; i < radii.length; i++) {
                names.add(names.get(i).replace("density", "share"));
                bands.add(shares(bands.get(i), maximum));
            }
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("kernel", kernel.name());
        properties.put("estimator", surface.estimator());
        properties.put("radius", listed.toString());
        properties.put("points", count);
        properties.put("withoutGeometry", read.placeless().count());
        properties.put("withoutWeight", read.weightless().count());
        properties.put("outsideMask", surface.pointsOutside());
        return FloatCoverage.of("density", surface.grid(), crs, names, bands, properties);
    }

    private static float[] shares(float[] values, double maximum) {
        float[] shares = new float[values.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (values[i] / maximum);
        }
        return shares;
    }

    private static void report(DensitySurface surface, ReadPoints read, Progress progress) {
        leftOut(read).forEach(message -> progress.warn(NAME, message));
        if (surface.pointsOutside() > 0) {
            progress.warn(NAME, Message.of("density.outside.mask", "count", surface.pointsOutside()));
        }
        if (LOGGER.isLoggable(Level.FINE)) {
            LOGGER.fine(NAME + ": " + surface.estimator() + " on " + surface.grid());
        }
    }

    /** Next to a pole, where one scale does not do for the whole window. */
    private static void warnOfScale(CoordinateReferenceSystem crs, DensityGrid grid, Progress progress) {
        double error = GroundMetrics.error(
                crs, new ReferencedEnvelope(grid.minX(), grid.maxX(), grid.minY(), grid.maxY(), crs));
        if (error > NOTABLE_ERROR) {
            progress.warn(
                    NAME,
                    Message.of("density.scale", "crs", GroundMetrics.name(crs), "percent", Math.round(100 * error)));
        }
    }

    private static List<Message> leftOut(ReadPoints read) {
        return Stream.of(read.placeless(), read.weightless())
                .filter(left -> left.count() > 0)
                .map(LeftOut::message)
                .toList();
    }
}
