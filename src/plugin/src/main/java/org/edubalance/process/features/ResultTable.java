package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/**
 * The table that a process gives as its result: columns that know how to be filled from a row, whatever a row is to the
 * process. It comes out
 *
 * <ul>
 *   <li>as features without geometry, or with one, see {@link #located}: {@link #of};
 *   <li>as the features that came in with the columns added to them: {@link #extending};
 *   <li>as features made from those that came in, of which one may become several: {@link #derived}.
 * </ul>
 *
 * <p>An added column takes the place of an attribute of the same name.
 *
 * @param <R> what a row is
 */
public final class ResultTable<R> {

    /**
     * A feature of a result that is made from one of the data.
     *
     * @param source gives the attributes that are kept
     * @param row gives the columns
     */
    public record Derived<R>(SimpleFeature source, String id, R row) {}

    private final String name;
    private final List<Column<R>> columns = new ArrayList<>();
    private CoordinateReferenceSystem crs;
    private Function<? super R, Geometry> geometry;

    /** A table without columns so far; features of its own are called after it. */
    public ResultTable(String name) {
        this.name = name;
    }

    public ResultTable<R> column(Column<R> column) {
        columns.add(column);
        return this;
    }

    /** Adds {@link Column#of(String, Class, Function)}. */
    public ResultTable<R> column(String column, Class<?> type, Function<? super R, ?> value) {
        return column(Column.of(column, type, value));
    }

    /** Gives rows a geometry, the last attribute, in the given CRS, which may be null. */
    public ResultTable<R> located(CoordinateReferenceSystem crsOrNull, Function<? super R, Geometry> where) {
        crs = crsOrNull;
        geometry = where;
        return this;
    }

    /** The table with these rows, which are read at once. */
    public SimpleFeatureCollection of(List<? extends R> rows) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        columns.forEach(column -> column.addTo(builder));
        if (geometry != null) {
            builder.add("geometry", Geometry.class, crs);
        }
        SimpleFeatureType type = builder.buildFeatureType();
        SimpleFeatureBuilder features = new SimpleFeatureBuilder(type);
        List<SimpleFeature> built = new ArrayList<>();
        for (R row : rows) {
            for (Column<R> column : columns) {
                features.add(column.valueOf(row));
            }
            if (geometry != null) {
                features.add(geometry.apply(row));
            }
            built.add(features.buildFeature(name + "." + (built.size() + 1)));
        }
        return new ListFeatureCollection(type, built);
    }

    /**
     * Features with the columns added. They are put together when they are read, so that a million of them are not copied
     * just to be handed on; the features themselves are held, because a store need not give them in the same order twice.
     *
     * @param type the features' type
     * @param row the row of a feature, by the feature's place in the list
     */
    public SimpleFeatureCollection extending(
            SimpleFeatureType type, List<SimpleFeature> features, IntFunction<? extends R> row) {
        return new ExtendedFeatures<R>(type, Set.of(), columns, features.size(), i -> {
            SimpleFeature feature = features.get(i);
            return new Derived<>(feature, feature.getID(), row.apply(i));
        });
    }

    /**
     * Features made from others.
     *
     * @param type the others' type
     * @param dropped attributes of theirs that are left out
     */
    public SimpleFeatureCollection derived(SimpleFeatureType type, Set<String> dropped, List<Derived<R>> features) {
        return new ExtendedFeatures<>(type, dropped, columns, features.size(), features::get);
    }
}
