package org.edubalance.io;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.edubalance.columns.NumberedRow;
import org.geotools.api.feature.GeometryAttribute;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.filter.identity.FeatureIdImpl;

/**
 * A row of columns as a feature. It reads single values from the columns; whatever needs all of them, or sets one, is left
 * to GeoTools' own feature, made of the row when it is first needed.
 *
 * <p>It is no {@link SimpleFeatureImpl} itself, because GeoTools reads the array of those past their methods.
 */
final class RowFeature implements SimpleFeature, NumberedRow {

    private final ColumnFeatures features;
    private final int row;
    private SimpleFeatureImpl whole;

    RowFeature(ColumnFeatures features, int row) {
        this.features = features;
        this.row = row;
    }

    private SimpleFeatureImpl whole() {
        if (whole == null) {
            Object[] values = new Object[getAttributeCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = features.value(i, row);
            }
            whole = new SimpleFeatureImpl(values, getType(), new FeatureIdImpl(features.id(row)), false);
        }
        return whole;
    }

    @Override
    public boolean isAsRead() {
        return whole == null;
    }

    @Override
    public double number(int attribute) {
        return features.number(attribute, row);
    }

    @Override
    public double x() {
        return features.x(row);
    }

    @Override
    public double y() {
        return features.y(row);
    }

    @Override
    public FeatureId getIdentifier() {
        return whole().getIdentifier();
    }

    @Override
    public String getID() {
        return features.id(row);
    }

    @Override
    public SimpleFeatureType getType() {
        return features.getSchema();
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return features.getSchema();
    }

    @Override
    public Name getName() {
        return getType().getName();
    }

    @Override
    public AttributeDescriptor getDescriptor() {
        return whole().getDescriptor();
    }

    @Override
    public int getAttributeCount() {
        return getType().getAttributeCount();
    }

    @Override
    public Object getAttribute(int attribute) {
        return whole == null ? features.value(attribute, row) : whole.getAttribute(attribute);
    }

    @Override
    public Object getAttribute(String name) {
        int attribute = getType().indexOf(name);
        return attribute < 0 ? null : getAttribute(attribute);
    }

    @Override
    public Object getAttribute(Name name) {
        return getAttribute(name.getLocalPart());
    }

    @Override
    public List<Object> getAttributes() {
        return whole().getAttributes();
    }

    @Override
    public Object getDefaultGeometry() {
        int geometry = features.defaultGeometry();
        return geometry < 0 ? null : getAttribute(geometry);
    }

    @Override
    public GeometryAttribute getDefaultGeometryProperty() {
        return whole().getDefaultGeometryProperty();
    }

    @Override
    public BoundingBox getBounds() {
        return whole().getBounds();
    }

    @Override
    public Collection<Property> getProperties() {
        return whole().getProperties();
    }

    @Override
    public Collection<Property> getProperties(String name) {
        return whole().getProperties(name);
    }

    @Override
    public Collection<Property> getProperties(Name name) {
        return whole().getProperties(name);
    }

    @Override
    public Property getProperty(String name) {
        return whole().getProperty(name);
    }

    @Override
    public Property getProperty(Name name) {
        return whole().getProperty(name);
    }

    @Override
    public Collection<? extends Property> getValue() {
        return whole().getValue();
    }

    @Override
    public void setAttribute(int attribute, Object value) {
        whole().setAttribute(attribute, value);
    }

    @Override
    public void setAttribute(String name, Object value) {
        whole().setAttribute(name, value);
    }

    @Override
    public void setAttribute(Name name, Object value) {
        whole().setAttribute(name, value);
    }

    @Override
    public void setAttributes(List<Object> values) {
        whole().setAttributes(values);
    }

    @Override
    public void setAttributes(Object[] values) {
        whole().setAttributes(values);
    }

    @Override
    public void setDefaultGeometry(Object geometry) {
        whole().setDefaultGeometry(geometry);
    }

    @Override
    public void setDefaultGeometryProperty(GeometryAttribute geometry) {
        whole().setDefaultGeometryProperty(geometry);
    }

    @Override
    public void setValue(Collection<Property> values) {
        whole().setValue(values);
    }

    @Override
    public void setValue(Object value) {
        whole().setValue(value);
    }

    @Override
    public boolean isNillable() {
        return true;
    }

    @Override
    public Map<Object, Object> getUserData() {
        return whole().getUserData();
    }

    @Override
    public boolean hasUserData() {
        return whole != null && whole.hasUserData();
    }

    @Override
    public void validate() {
        whole().validate();
    }

    @Override
    public boolean equals(Object other) {
        return whole().equals(other instanceof RowFeature feature ? feature.whole() : other);
    }

    @Override
    public int hashCode() {
        return whole().hashCode();
    }

    @Override
    public String toString() {
        return whole().toString();
    }
}
