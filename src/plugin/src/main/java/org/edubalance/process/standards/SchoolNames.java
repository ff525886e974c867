package org.edubalance.process.standards;

import java.util.List;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Place;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Inputs;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/** What the schools of a collection are called: by their name, best in the language of who reads it, else by their id. */
final class SchoolNames {

    private final List<Attribute> attributes;

    SchoolNames(SimpleFeatureType schema, Language language) {
        attributes = Stream.concat(language.nameAttributes().stream(), Stream.of("id"))
                .filter(name -> schema.indexOf(name) >= 0)
                .map(name -> Attribute.of(name, name, schema))
                .toList();
    }

    /** The name of a school, the feature's id where it has none. */
    String of(SimpleFeature school) {
        String name = given(school);
        return name == null ? school.getID() : name;
    }

    /** Where a school is, for refusals. */
    Place place(SimpleFeature school) {
        return Place.feature(school.getID(), given(school));
    }

    private String given(SimpleFeature school) {
        for (Attribute attribute : attributes) {
            String name = Inputs.given(attribute.label(school));
            if (name != null) {
                return name;
            }
        }
        return null;
    }
}
