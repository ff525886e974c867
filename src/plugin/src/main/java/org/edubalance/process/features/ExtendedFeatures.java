package org.edubalance.process.features;

import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.BaseSimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.identity.FeatureIdImpl;

/** Features put together, whenever they are read, from attributes of others and the columns of a {@link ResultTable}. */
final class ExtendedFeatures<R> extends BaseSimpleFeatureCollection {

    private final List<Column<R>> columns;
    private final int size;
    private final IntFunction<ResultTable.Derived<R>> parts;
    /** The attributes of the sources that are kept, by their place. */
    private final int[] kept;

    ExtendedFeatures(
            SimpleFeatureType type,
            Set<String> dropped,
            List<Column<R>> columns,
            int size,
            IntFunction<ResultTable.Derived<R>> parts) {
        super(extended(type, kept(type, dropped, columns), columns));
        this.columns = List.copyOf(columns);
        this.size = size;
        this.parts = parts;
        kept = kept(type, dropped, columns);
    }

    private static <R> int[] kept(SimpleFeatureType type, Set<String> dropped, List<Column<R>> columns) {
        Set<String> gone = new HashSet<>(dropped);
        columns.forEach(column -> gone.add(column.name()));
        return IntStream.range(0, type.getAttributeCount())
                .filter(i -> !gone.contains(type.getDescriptor(i).getLocalName()))
                .toArray();
    }

    private static <R> SimpleFeatureType extended(SimpleFeatureType type, int[] kept, List<Column<R>> columns) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(type.getName());
        GeometryDescriptor geometry = type.getGeometryDescriptor();
        for (int i : kept) {
            AttributeDescriptor attribute = type.getDescriptor(i);
            builder.add(attribute);
            if (attribute.equals(geometry)) {
                builder.setDefaultGeometry(attribute.getLocalName());
            }
        }
        columns.forEach(column -> column.addTo(builder));
        return builder.buildFeatureType();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public SimpleFeatureIterator features() {
        return new SimpleFeatureIterator() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public SimpleFeature next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return feature(parts.apply(next++));
            }

            @Override
            public void close() {
                next = size;
            }
        };
    }

    private SimpleFeature feature(ResultTable.Derived<R> part) {
        SimpleFeature source = part.source();
        Object[] values = new Object[kept.length + columns.size()];
        for (int i = 0; i < kept.length; i++) {
            values[i] = source.getAttribute(kept[i]);
        }
        for (int c = 0; c < columns.size(); c++) {
            values[kept.length + c] = columns.get(c).valueOf(part.row());
        }
        SimpleFeature feature = new SimpleFeatureImpl(values, getSchema(), new FeatureIdImpl(part.id()), false);
        if (source.hasUserData()) {
            feature.getUserData().putAll(source.getUserData());
        }
        return feature;
    }
}
