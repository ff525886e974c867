package org.edubalance.standards;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.edubalance.messages.Refusal;

/**
 * Schools that a standard does not count: kinds of schools, and small teaching points.
 *
 * @param typeAttribute the attribute that holds a school's type, null if none
 * @param types the types that are not counted, compared without regard to case, spaces and hyphens as underscores
 * @param teachingPoints the types that mean a teaching point
 * @param minPupils teaching points with fewer pupils are not counted; 0 counts them all
 */
public record Exclusions(String typeAttribute, Set<String> types, Set<String> teachingPoints, double minPupils) {

    /** Excludes no school. */
    public static final Exclusions NONE = new Exclusions(null, Set.of(), Set.of(), 0);

    /** @throws Refusal if {@code minPupils} is negative or not finite */
    public Exclusions {
        if (!(minPupils >= 0 && minPupils < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("standards.minPupils", "got", minPupils);
        }
        types = folded(types);
        teachingPoints = folded(teachingPoints);
    }

    /** Whether schools of a type are not counted whatever their size. */
    boolean excludesType(String typeOrNull) {
        return typeOrNull != null && types.contains(fold(typeOrNull));
    }

    /** Whether a school is a teaching point too small to count. Only a school whose type says so is a teaching point. */
    boolean excludesSize(SchoolFigures school) {
        return school.type() != null && teachingPoints.contains(fold(school.type())) && school.pupils() < minPupils;
    }

    /** Whether a school is counted that would not be if it were a teaching point, which no type tells. */
    boolean mightExclude(SchoolFigures school) {
        return school.type() == null
                && school.stage().equals(Stage.PRIMARY)
                && school.hasPupils()
                && school.pupils() < minPupils
                && !teachingPoints.isEmpty();
    }

    private static Set<String> folded(Set<String> names) {
        return names.stream().map(Exclusions::fold).collect(Collectors.toUnmodifiableSet());
    }

    private static String fold(String name) {
        return name.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
