package org.edubalance.process.access;

import java.awt.Image;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.AbstractList;
import java.util.Arrays;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.operation.MathTransform2D;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * The cells of a grid of people as demand: those of the first band that are above 0, each at its middle. What the grid calls
 * NoData is none, nor is NaN.
 */
final class GridDemand {

    private static final String INPUT = "populationGrid";

    /** What the memory of a server bears. */
    static final int MOST_CELLS = 20_000_000;

    private GridDemand() {}

    /**
     * The cells.
     *
     * @throws Refusal if no cell is above 0, or too many are, or the grid is nowhere on Earth
     */
    static Sites read(GridCoverage2D grid, Progress progress) {
        if (grid.getCoordinateReferenceSystem2D() == null) {
            throw Refusal.of("data.crs").about(INPUT).missing();
        }
        RenderedImage image = grid.getRenderedImage();
        double[] noData = noData(grid);
        double[] places = new double[2 << 10];
        double[] people = new double[1 << 10];
        int count = 0;
        double[] row = new double[image.getWidth()];
        for (int tileY = image.getMinTileY(); tileY < image.getMinTileY() + image.getNumYTiles(); tileY++) {
            for (int tileX = image.getMinTileX(); tileX < image.getMinTileX() + image.getNumXTiles(); tileX++) {
                progress.check();
                Raster tile = image.getTile(tileX, tileY);
                int left = Math.max(tile.getMinX(), image.getMinX());
                int right = Math.min(tile.getMinX() + tile.getWidth(), image.getMinX() + image.getWidth());
                int top = Math.max(tile.getMinY(), image.getMinY());
                int bottom = Math.min(tile.getMinY() + tile.getHeight(), image.getMinY() + image.getHeight());
                for (int y = top; y < bottom; y++) {
                    tile.getSamples(left, y, right - left, 1, 0, row);
                    for (int x = left; x < right; x++) {
                        double value = row[x - left];
                        if (!(value > 0) || Double.isInfinite(value) || isNoData(value, noData)) {
                            continue;
                        }
                        if (count == MOST_CELLS) {
                            throw Refusal.of("access.cells", "limit", MOST_CELLS)
                                    .about(INPUT);
                        }
                        if (count == people.length) {
                            people = Arrays.copyOf(people, 2 * count);
                            places = Arrays.copyOf(places, 4 * count);
                        }
                        places[2 * count] = x;
                        places[2 * count + 1] = y;
                        people[count++] = value;
                    }
                }
            }
        }
        if (count == 0) {
            throw Refusal.of("access.grid").about(INPUT);
        }
        return sites(grid, Arrays.copyOf(places, 2 * count), Arrays.copyOf(people, count));
    }

    private static Sites sites(GridCoverage2D grid, double[] cells, double[] people) {
        // of the middles of cells
        MathTransform2D toCrs = grid.getGridGeometry().getGridToCRS2D();
        double[] x = new double[people.length];
        double[] y = new double[people.length];
        try {
            toCrs.transform(cells, 0, cells, 0, people.length);
        } catch (TransformException e) {
            throw Refusal.because(e, "access.grid").about(INPUT);
        }
        for (int i = 0; i < people.length; i++) {
            x[i] = cells[2 * i];
            y[i] = cells[2 * i + 1];
        }
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("cells");
        builder.add("geometry", Point.class, grid.getCoordinateReferenceSystem2D());
        builder.add("population", Double.class);
        SimpleFeatureType type = builder.buildFeatureType();
        return Sites.of(INPUT, type, new Cells(type, x, y, people), x, y, people);
    }

    /** Cells as features, made when they are asked for. */
    private static final class Cells extends AbstractList<SimpleFeature> {

        private final GeometryFactory geometries = new GeometryFactory();
        private final SimpleFeatureType type;
        private final double[] x;
        private final double[] y;
        private final double[] people;

        Cells(SimpleFeatureType type, double[] x, double[] y, double[] people) {
            this.type = type;
            this.x = x;
            this.y = y;
            this.people = people;
        }

        @Override
        public SimpleFeature get(int i) {
            Point middle = geometries.createPoint(new Coordinate(x[i], y[i]));
            return SimpleFeatureBuilder.build(type, new Object[] {middle, people[i]}, "cell." + (i + 1));
        }

        @Override
        public int size() {
            return people.length;
        }
    }

    /** A grid of 32-bit numbers has its NoData rounded to them. */
    private static boolean isNoData(double value, double[] noData) {
        for (double none : noData) {
            if (value == none || (float) value == (float) none) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the first band calls NoData. The property's class is another one in each GeoServer, so it is asked for its value
     * by name.
     */
    private static double[] noData(GridCoverage2D grid) {
        double[] ofBand = grid.getSampleDimension(0).getNoDataValues();
        double[] values = ofBand == null ? new double[1] : Arrays.copyOf(ofBand, ofBand.length + 1);
        values[values.length - 1] = Double.NaN;
        Object property = grid.getProperty("GC_NODATA");
        if (property instanceof Number number) {
            values[values.length - 1] = number.doubleValue();
        } else if (property != null && property != Image.UndefinedProperty) {
            try {
                Object value = property.getClass().getMethod("getAsSingleValue").invoke(property);
                values[values.length - 1] = ((Number) value).doubleValue();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a NoData without a value: " + property.getClass(), e);
            }
        }
        return values;
    }
}
