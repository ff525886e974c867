package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Language;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;

/** The regions that a report is on, and what each is called in either language. */
public final class Regions {

    private static final String CHINESE = "_zh";

    private final Map<String, Label> names = new LinkedHashMap<>();

    /**
     * The regions with a polygon, then those that schools lie in.
     *
     * @param polygonsOrNull the regions' polygons
     * @param key the polygons' attribute with their key
     * @param schools the schools
     * @param groupBy the schools' attribute with the key of their region
     */
    Regions(SimpleFeatureCollection polygonsOrNull, String key, SimpleFeatureCollection schools, String groupBy) {
        if (polygonsOrNull != null) {
            read(polygonsOrNull, key, List.of(key + CHINESE, "name_zh", "名称", "区县"));
        }
        read(schools, groupBy, List.of(groupBy + CHINESE, "county_zh", "区县"));
    }

    /**
     * What the groups of other rows are called, such as those of a survey.
     *
     * @param groupBy the rows' attribute with the key of their group
     */
    static Regions of(SimpleFeatureCollection rows, String groupBy) {
        return new Regions(null, null, rows, groupBy);
    }

    private void read(SimpleFeatureCollection features, String key, List<String> chinese) {
        SimpleFeatureType type = features.getSchema();
        String column = chinese.stream()
                .filter(name -> type.indexOf(name) >= 0 && !name.equals(key))
                .findFirst()
                .orElse(null);
        for (SimpleFeature feature : Cells.rows(features)) {
            String id = Cells.text(feature, key);
            if (id != null) {
                names.computeIfAbsent(id, any -> new Label(id, column == null ? id : Cells.text(feature, column)));
            }
        }
    }

    /** The keys. */
    public List<String> keys() {
        return new ArrayList<>(names.keySet());
    }

    /** What a region is called; its key where it has no name, or there is no such region. */
    public Label name(String key) {
        Label name = names.get(key);
        return name == null ? new Label(key, key) : name;
    }

    /** What a region is called in a language. */
    public String name(String key, Language language) {
        return name(key).in(language);
    }
}
