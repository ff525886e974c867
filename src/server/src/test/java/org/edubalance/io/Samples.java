package org.edubalance.io;

import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Language;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.io.WKTReader;

/** Small inputs for the tests of formats. */
final class Samples {

    private Samples() {}

    /** Features of a DataUtilities type specification; a geometry is given as WKT in the first value. */
    static SimpleFeatureCollection features(String spec, Object[]... rows) throws Exception {
        SimpleFeatureType type = DataUtilities.createType("schools", spec);
        List<SimpleFeature> features = new ArrayList<>();
        for (Object[] row : rows) {
            Object[] values = row.clone();
            if (type.getGeometryDescriptor() != null && values[0] != null) {
                values[0] = new WKTReader().read((String) values[0]);
            }
            features.add(SimpleFeatureBuilder.build(type, values, "schools." + (features.size() + 1)));
        }
        return new ListFeatureCollection(type, features);
    }

    static Object[] row(Object... values) {
        return values;
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A coverage of 3 × 2 cells of 100 m, whose north-east cell has no value. */
    static GridCoverage2D density(String crs) {
        float[][] values = {{1, 2.5f, Float.NaN}, {0, -1, 1e6f}};
        GridCoverage2D grid = new GridCoverageFactory()
                .create(
                        "density",
                        values,
                        new ReferencedEnvelope(500000, 500300, 3280000, 3280200, CrsNames.decode(crs)));
        return new GridCoverageFactory()
                .create(
                        "density",
                        grid.getRenderedImage(),
                        grid.getEnvelope(),
                        new GridSampleDimension[] {new GridSampleDimension("pupils per km² & more")},
                        null,
                        null);
    }

    /**
     * A coverage of 3 × 2 cells of 100 m in EPSG:2053, whose axes point west and south: 1, 2, 3 from the west in the
     * north, 4, 5, 6 in the south.
     *
     * @param alongTheAxes true for rows that go with the axes, from the south-east; false for rows from the north-west
     */
    static GridCoverage2D southWest(boolean alongTheAxes) {
        float[][] values = alongTheAxes ? new float[][] {{6, 5, 4}, {3, 2, 1}} : new float[][] {{1, 2, 3}, {4, 5, 6}};
        var crs = CrsNames.decode("EPSG:2053");
        GridCoverageFactory factory = new GridCoverageFactory();
        GridCoverage2D grid =
                factory.create("density", values, new ReferencedEnvelope(-30_100, -29_800, 2_876_900, 2_877_100, crs));
        AffineTransform corner = alongTheAxes
                ? new AffineTransform(100, 0, 0, -100, -30_100, 2_877_100)
                : new AffineTransform(-100, 0, 0, 100, -29_800, 2_876_900);
        return factory.create("density", grid.getRenderedImage(), Grids.geometry(3, 2, corner, crs), null, null, null);
    }

    /** The values of a column. */
    static List<Object> values(SimpleFeatureCollection features, String column) {
        List<Object> values = new ArrayList<>();
        for (SimpleFeature feature : DataUtilities.list(features)) {
            values.add(feature.getAttribute(column));
        }
        return values;
    }

    /** What readers warn of, in English. */
    static List<String> warnings(SimpleFeatureCollection features) {
        return ReadingNotes.of(features).all().stream()
                .filter(ReadingNotes.Note::warning)
                .map(note -> note.text().in(Language.EN))
                .toList();
    }

    /** What readers say that they understood, in English. */
    static List<String> notes(SimpleFeatureCollection features) {
        return ReadingNotes.of(features).all().stream()
                .map(note -> note.text().in(Language.EN))
                .toList();
    }
}
