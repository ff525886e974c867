package org.edubalance.process.features;

import java.util.regex.Pattern;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.ExpressionVisitor;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.util.Converters;
import org.xml.sax.helpers.NamespaceSupport;

/**
 * Lets filters and expressions read attributes by any name. GeoTools 35 and older finds an attribute only if its name
 * could be that of an XML element: one with a space, a bracket, {@code %}, {@code /}, {@code =}, {@code @} or a leading
 * digit, such as {@code "area m²"}, is null in silence. Whoever evaluates a filter or an expression that came with a
 * request over features of a known type sends it through {@link #in(Filter, SimpleFeatureType)} or
 * {@link #in(Expression, SimpleFeatureType)} first; the visitor itself can be used on symbolizers by a
 * {@code DuplicatingStyleVisitor}.
 *
 * <p>Names that the type has not stay as they are, so that prefixes, paths and the geometry without a name mean what
 * they always did. What comes out is for evaluation in memory; to a store the attribute is a PropertyName as before.
 */
public final class AttributeReader extends DuplicatingFilterVisitor {

    /** Names that GeoTools finds whatever they mean. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final SimpleFeatureType type;

    /** A visitor that replaces the names of a type's attributes by what reads them. */
    public AttributeReader(SimpleFeatureType type) {
        super(SingleEvaluation.FILTERS);
        this.type = type;
    }

    /**
     * A filter over features of a type, whose attributes are found whatever they are called, and by their position, without
     * GeoTools' search for who may read a feature.
     */
    public static Filter in(Filter filter, SimpleFeatureType type) {
        return (Filter) filter.accept(new AttributeReader(type), null);
    }

    /** An expression over features of a type, as {@link #in(Filter, SimpleFeatureType)}. */
    public static Expression in(Expression expression, SimpleFeatureType type) {
        return (Expression) expression.accept(new AttributeReader(type), null);
    }

    /** True if GeoTools would not find some of a type's attributes by their names. */
    public static boolean hasOddNames(SimpleFeatureType type) {
        return !type.getAttributeDescriptors().stream()
                .allMatch(attribute -> PLAIN.matcher(attribute.getLocalName()).matches());
    }

    @Override
    public Object visit(PropertyName name, Object extraData) {
        String attribute = name.getPropertyName();
        int index = attribute == null ? -1 : type.indexOf(attribute);
        return index < 0 ? super.visit(name, extraData) : new DirectName(name, type, index);
    }

    /** A name that is the attribute's, character by character. */
    private static final class DirectName implements PropertyName {

        private final PropertyName original;
        private final SimpleFeatureType type;
        private final int index;

        DirectName(PropertyName original, SimpleFeatureType type, int index) {
            this.original = original;
            this.type = type;
            this.index = index;
        }

        @Override
        public String getPropertyName() {
            return original.getPropertyName();
        }

        @Override
        public NamespaceSupport getNamespaceContext() {
            return original.getNamespaceContext();
        }

        @Override
        public Object evaluate(Object object) {
            if (object instanceof SimpleFeature feature) {
                if (feature.getFeatureType() == type) {
                    return feature.getAttribute(index);
                }
                if (feature.getFeatureType().indexOf(getPropertyName()) >= 0) {
                    return feature.getAttribute(getPropertyName());
                }
            }
            if (object instanceof SimpleFeatureType featureType) {
                return featureType.getDescriptor(getPropertyName());
            }
            return original.evaluate(object);
        }

        @Override
        public <T> T evaluate(Object object, Class<T> context) {
            Object value = evaluate(object);
            return context == null ? (T) value : Converters.convert(value, context);
        }

        @Override
        public Object accept(ExpressionVisitor visitor, Object extraData) {
            return visitor.visit(this, extraData);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DirectName name && name.original.equals(original);
        }

        @Override
        public int hashCode() {
            return original.hashCode();
        }

        @Override
        public String toString() {
            return original.toString();
        }
    }
}
