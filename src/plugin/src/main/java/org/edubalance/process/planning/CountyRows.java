package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/**
 * The rows of counties' own figures.
 *
 * @param schema their type, null where there are none
 * @param rows the rows
 * @param places the place of each county's row among them, by group
 */
record CountyRows(SimpleFeatureType schema, List<SimpleFeature> rows, Map<String, Integer> places) {

    /**
     * Reads the rows.
     *
     * @param county the input, null where it is not given
     * @param countyKey the attribute with the county; null for that of the schools
     * @param groups the groups of the schools
     * @throws Refusal if a county has several rows, or several rows cannot be told apart
     */
    static CountyRows of(
            SimpleFeatureCollection county,
            String countyKey,
            String groupBy,
            Set<String> groups,
            String process,
            Progress progress) {
        if (county == null) {
            return new CountyRows(null, List.of(), Map.of());
        }
        SimpleFeatureType schema = county.getSchema();
        String text = Inputs.given(countyKey) == null ? groupBy : countyKey;
        Attribute key = Inputs.given(text) == null ? null : Attribute.of("countyKey", text, schema);
        List<SimpleFeature> rows = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        try (SimpleFeatureIterator features = county.features()) {
            while (features.hasNext()) {
                progress.check();
                SimpleFeature row = features.next();
                String group = key == null ? Columns.ALL : key.requiredLabel(row);
                if (places.putIfAbsent(group, rows.size()) != null) {
                    throw (key == null
                                    ? Refusal.of("planning.county.several")
                                    : Refusal.of("planning.county.twice", "group", group)
                                            .at(Places.of(row)))
                            .about("county");
                }
                rows.add(row);
            }
        }
        for (String group : places.keySet()) {
            if (!groups.contains(group)) {
                progress.warn(process, Message.of("planning.county.without", "group", group, "groups", groups));
            }
        }
        return new CountyRows(schema, rows, places);
    }
}
