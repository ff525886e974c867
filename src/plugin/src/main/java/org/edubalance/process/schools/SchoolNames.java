package org.edubalance.process.schools;

import java.util.List;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Inputs;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/** What the schools of a collection are called: by their name, best in the language of who reads it, else by their id. */
public final class SchoolNames {

    /** What tables call the id of a school, best first. */
    private static final List<String> IDS = List.of(
            "id", "ID", "school_id", "school_code", "学校标识码", "学校（机构）标识码", "学校(机构)标识码", "标识码", "学校代码", "学校编码", "学校编号");

    private final List<Attribute> attributes;

    public SchoolNames(SimpleFeatureType schema, Language language) {
        attributes = Stream.concat(language.nameAttributes().stream(), IDS.stream())
                .filter(name -> schema.indexOf(name) >= 0)
                .map(name -> Attribute.of(name, name, schema))
                .toList();
    }

    /** The attribute with the schools' ids, null where there is none. */
    public static Attribute id(SimpleFeatureType schema) {
        return IDS.stream()
                .filter(name -> schema.indexOf(name) >= 0)
                .map(name -> Attribute.of("data", name, schema))
                .findFirst()
                .orElse(null);
    }

    /** The name of a school, the feature's id where it has none. */
    public String of(SimpleFeature school) {
        for (Attribute attribute : attributes) {
            String name = Inputs.given(attribute.label(school));
            if (name != null) {
                return name;
            }
        }
        return school.getID();
    }
}
