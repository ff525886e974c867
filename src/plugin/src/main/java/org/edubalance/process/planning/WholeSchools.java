package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.ResultTable;
import org.edubalance.process.schools.SchoolNames;
import org.edubalance.process.schools.SchoolReader;
import org.edubalance.standards.Stage;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/**
 * The features of schools with what only all stages of a school together tell: {@value #PUPILS}, the pupils at the stages
 * that a standard covers, and {@value #STAGES}, how many of these the school teaches. A school is known by its id; without
 * one each feature is a school. Data that have these attributes themselves keep them.
 */
record WholeSchools(SimpleFeatureType schema, List<SimpleFeature> features) {

    static final String PUPILS = "school_pupils";

    static final String STAGES = "school_stages";

    private record Whole(double pupils, int stages) {}

    static WholeSchools of(SimpleFeatureType schema, List<SchoolReader.Entry> schools, Set<Stage> covered) {
        Attribute id = SchoolNames.id(schema);
        Map<List<String>, Whole> wholes = new HashMap<>();
        List<List<String>> keys = new ArrayList<>();
        for (SchoolReader.Entry school : schools) {
            String known = id == null ? null : id.label(school.feature());
            List<String> key = known == null
                    ? List.of("", school.feature().getID())
                    : List.of(String.valueOf(school.group()), known);
            keys.add(key);
            if (covered.contains(school.school().stage())) {
                wholes.merge(
                        key,
                        new Whole(school.school().pupils(), 1),
                        (one, other) -> new Whole(one.pupils + other.pupils, one.stages + other.stages));
            }
        }
        ResultTable<Whole> table = new ResultTable<>("schools");
        if (schema.indexOf(PUPILS) < 0) {
            table.column(Column.of(PUPILS, Double.class, Message.of("planning.column.schoolPupils"), Whole::pupils));
        }
        if (schema.indexOf(STAGES) < 0) {
            table.column(Column.of(STAGES, Integer.class, Message.of("planning.column.schoolStages"), Whole::stages));
        }
        SimpleFeatureCollection extended = table.extending(
                schema,
                schools.stream().map(SchoolReader.Entry::feature).toList(),
                i -> wholes.getOrDefault(keys.get(i), new Whole(Double.NaN, 0)));
        List<SimpleFeature> features = new ArrayList<>();
        try (SimpleFeatureIterator iterator = extended.features()) {
            while (iterator.hasNext()) {
                features.add(iterator.next());
            }
        }
        return new WholeSchools(extended.getSchema(), features);
    }
}
