package org.edubalance.report;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/** Reads the cells of a process's result. */
final class Cells {

    private Cells() {}

    static List<SimpleFeature> rows(SimpleFeatureCollection table) {
        List<SimpleFeature> rows = new ArrayList<>();
        try (SimpleFeatureIterator iterator = table.features()) {
            while (iterator.hasNext()) {
                rows.add(iterator.next());
            }
        }
        return rows;
    }

    /** The text of a cell, null where it is empty. */
    static String text(SimpleFeature row, String column) {
        Object value = row.getAttribute(column);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** The number of a cell, NaN where it is empty. */
    static double number(SimpleFeature row, String column) {
        return row.getAttribute(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Whether a cell is true, null where it is empty. */
    static Boolean flag(SimpleFeature row, String column) {
        return (Boolean) row.getAttribute(column);
    }
}
