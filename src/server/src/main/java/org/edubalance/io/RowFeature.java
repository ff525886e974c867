package org.edubalance.io;

import java.util.Collection;
import java.util.List;
import org.geotools.api.feature.Property;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.filter.identity.FeatureIdImpl;

/**
 * A row of columns as a feature. It reads single values from the columns; whatever needs all of them, or sets one, is left
 * to GeoTools on a copy of the row.
 */
final class RowFeature extends SimpleFeatureImpl {

    private final ColumnFeatures features;
    private final int row;

    RowFeature(ColumnFeatures features, int row) {
        super((Object[]) null, features.getSchema(), null, false);
        this.features = features;
        this.row = row;
    }

    private void copy() {
        getIdentifier();
        if (values == null) {
            Object[] all = new Object[getAttributeCount()];
            for (int i = 0; i < all.length; i++) {
                all[i] = features.value(i, row);
            }
            values = all;
        }
    }

    @Override
    public FeatureId getIdentifier() {
        if (id == null) {
            id = new FeatureIdImpl(features.id(row));
        }
        return id;
    }

    @Override
    public String getID() {
        return id == null ? features.id(row) : id.getID();
    }

    @Override
    public int getNumberOfAttributes() {
        return featureType.getAttributeCount();
    }

    @Override
    public int getAttributeCount() {
        return featureType.getAttributeCount();
    }

    @Override
    public Object getAttribute(int attribute) {
        return values == null ? features.value(attribute, row) : values[attribute];
    }

    @Override
    public List<Object> getAttributes() {
        copy();
        return super.getAttributes();
    }

    @Override
    public void setAttribute(int attribute, Object value) {
        copy();
        super.setAttribute(attribute, value);
    }

    @Override
    public void setAttributes(List<Object> newValues) {
        copy();
        super.setAttributes(newValues);
    }

    @Override
    public void setValue(Collection<Property> newValues) {
        copy();
        super.setValue(newValues);
    }

    @Override
    public BoundingBox getBounds() {
        copy();
        return super.getBounds();
    }

    @Override
    public Collection<Property> getProperties() {
        copy();
        return super.getProperties();
    }

    @Override
    public Collection<Property> getProperties(String name) {
        copy();
        return super.getProperties(name);
    }

    @Override
    public Property getProperty(String name) {
        copy();
        return super.getProperty(name);
    }

    @Override
    public void validate() {
        copy();
        super.validate();
    }

    @Override
    public boolean equals(Object other) {
        copy();
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        copy();
        return super.hashCode();
    }
}
