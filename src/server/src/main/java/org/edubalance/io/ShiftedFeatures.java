package org.edubalance.io;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/** Features in the coordinates of a Chinese web map, moved to WGS 84. */
final class ShiftedFeatures {

    /** Metres to a degree of latitude, for saying how far. */
    private static final double DEGREE = 111_195;

    private final WebMapDatum datum;
    private long vertices;
    private double total;
    private double most;

    private ShiftedFeatures(WebMapDatum datum) {
        this.datum = datum;
    }

    /**
     * Moves the default geometries and says how far.
     *
     * @return the features themselves where they have no geometry
     * @throws Refusal if their coordinates are no degrees
     */
    static SimpleFeatureCollection toWgs84(SimpleFeatureCollection features, WebMapDatum datum, ReadOptions options) {
        return features.getSchema().getGeometryDescriptor() == null
                ? features
                : new ShiftedFeatures(datum).moved(features, options);
    }

    private SimpleFeatureCollection moved(SimpleFeatureCollection features, ReadOptions options) {
        SimpleFeatureType type = features.getSchema();
        if (!LonLat.isIn(type.getCoordinateReferenceSystem())) {
            throw Refusal.of("format.datum.degrees", "datum", datum.title());
        }
        List<SimpleFeature> moved = new ArrayList<>();
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                Geometry geometry = (Geometry) feature.getDefaultGeometry();
                SimpleFeature copy = SimpleFeatureBuilder.build(type, feature.getAttributes(), feature.getID());
                if (geometry != null) {
                    copy.setDefaultGeometry(moved(geometry));
                }
                moved.add(copy);
            }
        }
        if (vertices > 0) {
            options.say(Message.of(
                    "format.datum.moved",
                    "datum",
                    datum.title(),
                    "mean",
                    Math.round(total / vertices),
                    "most",
                    Math.round(most)));
        }
        return new ListFeatureCollection(type, moved);
    }

    private Geometry moved(Geometry geometry) {
        Geometry copy = geometry.copy();
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence points, int i) {
                double lon = points.getX(i);
                double lat = points.getY(i);
                double[] place = datum.toWgs84(lon, lat);
                points.setOrdinate(i, CoordinateSequence.X, place[0]);
                points.setOrdinate(i, CoordinateSequence.Y, place[1]);
                double metres = DEGREE * Math.hypot((place[0] - lon) * Math.cos(Math.toRadians(lat)), place[1] - lat);
                vertices++;
                total += metres;
                most = Math.max(most, metres);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return copy;
    }
}
