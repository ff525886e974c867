package org.edubalance.report.analysis;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.edubalance.io.ColumnTexts;
import org.edubalance.messages.Language;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.AttributeTypeBuilder;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;

/** Heads a table for readers: a column is called by the title that a process gave it, and by its name where it has none. */
public final class Headings {

    private Headings() {}

    /** The same rows with columns called by their titles. */
    public static SimpleFeatureCollection titled(SimpleFeatureCollection table, Language language) {
        SimpleFeatureType type = titled(table.getSchema(), language);
        ListFeatureCollection rows = new ListFeatureCollection(type);
        try (SimpleFeatureIterator iterator = table.features()) {
            while (iterator.hasNext()) {
                SimpleFeature row = iterator.next();
                rows.add(SimpleFeatureBuilder.build(type, row.getAttributes(), row.getID()));
            }
        }
        return rows;
    }

    private static SimpleFeatureType titled(SimpleFeatureType type, Language language) {
        SimpleFeatureTypeBuilder titled = new SimpleFeatureTypeBuilder();
        titled.setName(type.getTypeName());
        Set<String> taken = new HashSet<>();
        for (AttributeDescriptor column : type.getAttributeDescriptors()) {
            // those that write tables name the columns of places themselves
            titled.add(
                    column instanceof GeometryDescriptor
                            ? column
                            : new AttributeTypeBuilder()
                                    .buildDescriptor(heading(column, language, taken), column.getType()));
        }
        return titled.buildFeatureType();
    }

    /** A column's title, with its name where another column has that title. */
    private static String heading(AttributeDescriptor column, Language language, Set<String> taken) {
        String name = column.getLocalName();
        String title = ColumnTexts.title(column, language);
        String heading = title == null ? name : title;
        // regardless of case, as spreadsheets and databases compare them
        if (!taken.add(heading.toLowerCase(Locale.ROOT))) {
            heading += " (" + name + ")";
            taken.add(heading.toLowerCase(Locale.ROOT));
        }
        return heading;
    }
}
