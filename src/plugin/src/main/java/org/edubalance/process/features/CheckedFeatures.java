package org.edubalance.process.features;

import java.util.NoSuchElementException;
import org.edubalance.columns.NumberedRow;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.DecoratingSimpleFeatureCollection;
import org.locationtech.jts.geom.Geometry;

/** The features of an input, whose coordinates are checked as they are read. */
public final class CheckedFeatures extends DecoratingSimpleFeatureCollection {

    private final String input;

    private CheckedFeatures(String input, SimpleFeatureCollection features) {
        super(features);
        this.input = input;
    }

    /**
     * The same features; reading them refuses coordinates that cannot be.
     *
     * @param input the input's name
     */
    public static SimpleFeatureCollection of(String input, SimpleFeatureCollection features) {
        return features.getSchema() == null || features.getSchema().getGeometryDescriptor() == null
                ? features
                : new CheckedFeatures(input, features);
    }

    /** The same features as they came. */
    SimpleFeatureCollection unchecked() {
        return delegate;
    }

    /** @throws Refusal from the iterator, naming the input and the feature */
    @Override
    public SimpleFeatureIterator features() {
        Coordinates coordinates = new Coordinates(input, getSchema().getCoordinateReferenceSystem());
        SimpleFeatureIterator features = delegate.features();
        return new SimpleFeatureIterator() {
            @Override
            public boolean hasNext() {
                boolean more = features.hasNext();
                if (!more) {
                    coordinates.complete();
                }
                return more;
            }

            @Override
            public SimpleFeature next() throws NoSuchElementException {
                SimpleFeature feature = features.next();
                if (feature instanceof NumberedRow row && row.isAsRead() && !Double.isNaN(row.x())) {
                    coordinates.check(row.x(), row.y(), feature);
                } else if (feature.getDefaultGeometry() instanceof Geometry geometry) {
                    coordinates.check(geometry, feature);
                }
                return feature;
            }

            @Override
            public void close() {
                features.close();
            }
        };
    }
}
