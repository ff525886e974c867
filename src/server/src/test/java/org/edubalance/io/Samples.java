package org.edubalance.io;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
}
