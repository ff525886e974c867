package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;

/**
 * Features made from others, of which one may become several: attributes are left out and added. An added attribute takes
 * the place of one of the same name.
 */
public final class DerivedFeatures {

    private final SimpleFeatureType schema;
    private final Map<String, Class<?>> added = new LinkedHashMap<>();
    private final List<String> dropped = new ArrayList<>();
    private final List<SimpleFeature> features = new ArrayList<>();
    private SimpleFeatureType type;
    private int[] kept;

    public DerivedFeatures(SimpleFeatureType schema) {
        this.schema = schema;
    }

    public DerivedFeatures add(String attribute, Class<?> binding) {
        added.put(attribute, binding);
        return this;
    }

    /** Leaves an input attribute out of the result. */
    public DerivedFeatures drop(String attribute) {
        dropped.add(attribute);
        return this;
    }

    /** Makes a feature, with its added values in the order of {@link #add}; NaN and infinite numbers become null. */
    public void append(SimpleFeature feature, String id, List<?> values) {
        type();
        Object[] all = new Object[kept.length + values.size()];
        for (int i = 0; i < kept.length; i++) {
            all[i] = feature.getAttribute(kept[i]);
        }
        for (int i = 0; i < values.size(); i++) {
            all[kept.length + i] = Rows.finiteOrNull(values.get(i));
        }
        features.add(SimpleFeatureBuilder.build(type, all, id));
    }

    public SimpleFeatureCollection collection() {
        return new ListFeatureCollection(type(), features);
    }

    private SimpleFeatureType type() {
        if (type == null) {
            SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
            builder.setName(schema.getName());
            List<Integer> indexes = new ArrayList<>();
            for (AttributeDescriptor descriptor : schema.getAttributeDescriptors()) {
                String name = descriptor.getLocalName();
                if (!added.containsKey(name) && !dropped.contains(name)) {
                    builder.add(descriptor);
                    indexes.add(schema.indexOf(name));
                }
            }
            added.forEach(builder::add);
            if (schema.getGeometryDescriptor() != null) {
                builder.setDefaultGeometry(schema.getGeometryDescriptor().getLocalName());
            }
            kept = indexes.stream().mapToInt(Integer::intValue).toArray();
            type = builder.buildFeatureType();
        }
        return type;
    }
}
