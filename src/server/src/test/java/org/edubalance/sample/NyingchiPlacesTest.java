package org.edubalance.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.edubalance.sample.Counties.County;
import org.edubalance.sample.Townships.Township;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Where the sample's counties and schools lie. */
class NyingchiPlacesTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Map<String, County> counties =
            Counties.generate().stream().collect(Collectors.toMap(County::name, Function.identity()));

    private final List<Row> schools = Schools.generate();

    @Test
    void sevenCountiesTileTheRegion() {
        assertThat(counties).hasSize(7);
        List<Geometry> polygons = new ArrayList<>();
        for (County county : counties.values()) {
            assertThat(county.polygon().isValid()).as(county.name()).isTrue();
            polygons.add(county.polygon());
        }
        Geometry union = UnaryUnionOp.union(polygons);
        // One piece without holes: no gap. No larger than its parts together: no overlap.
        assertThat(union).isInstanceOf(Polygon.class);
        assertThat(((Polygon) union).getNumInteriorRing()).isZero();
        assertThat(union.getArea())
                .isCloseTo(polygons.stream().mapToDouble(Geometry::getArea).sum(), within(1e-9));
        Envelope extent = union.getEnvelopeInternal();
        assertThat(new Envelope(92, 99, 27.4, 30.8).contains(extent)).isTrue();
        assertThat(extent.getWidth()).isGreaterThan(6);
    }

    @Test
    void neighboursAreThoseOnTheGround() {
        assertThat(neighbours("Bayi")).containsExactlyInAnyOrder("Gongbo'gyamda", "Mainling", "Medog", "Bomi");
        assertThat(neighbours("Zayu")).containsExactlyInAnyOrder("Medog", "Bomi");
        assertThat(neighbours("Nang")).containsExactlyInAnyOrder("Gongbo'gyamda", "Mainling");
    }

    private Set<String> neighbours(String county) {
        Polygon polygon = counties.get(county).polygon();
        return counties.values().stream()
                .filter(other -> !other.name().equals(county))
                .filter(other -> other.polygon().intersection(polygon).getLength() > 0)
                .map(County::name)
                .collect(Collectors.toSet());
    }

    /** The sphere's formula against the plane's with the degree's length at the county's middle latitude. */
    @Test
    void areaIsThatOfThePolygon() {
        for (County county : counties.values()) {
            double latitude = county.polygon().getCentroid().getY();
            double degree = 2 * Math.PI * 6371.0088 / 360;
            double planar = county.polygon().getArea() * degree * degree * Math.cos(Math.toRadians(latitude));
            // Over two degrees of latitude the cosine is straight to well under a thousandth.
            assertThat(county.area()).as(county.name()).isCloseTo(planar, within(planar * 1e-3));
        }
    }

    @Test
    void schoolsLieInTheirCounty() {
        List<Row> all = new ArrayList<>(schools);
        all.addAll(ThroughSchools.generate());
        for (Row school : all) {
            Polygon polygon = counties.get(school.text("county")).polygon();
            assertThat(polygon.contains(GEOMETRIES.createPoint(new Coordinate(school.lon(), school.lat()))))
                    .as(school.text("name"))
                    .isTrue();
        }
    }

    @Test
    void primarySchoolsStandAtTownshipSeatsAndJuniorHighSchoolsAtCountySeats() {
        Map<String, Township> townships =
                Townships.all().stream().collect(Collectors.toMap(t -> t.county() + "/" + t.name(), t -> t));
        Set<Township> seats = new HashSet<>(Townships.seats());
        for (Row school : schools) {
            Township township = townships.get(school.text("county") + "/" + school.text("township"));
            assertThat(Math.hypot(school.lon() - township.lon(), school.lat() - township.lat()))
                    .as(school.text("name"))
                    .isLessThan(0.04);
            if (school.text("stage").equals("JUNIOR")) {
                assertThat(seats).contains(township);
            }
        }
        assertThat(schools.stream()
                        .map(s -> s.text("county") + "/" + s.text("township"))
                        .distinct())
                .hasSameSizeAs(townships.keySet());
    }

    @Test
    void moreSchoolsInTheWestThanInTheEastAndInTheNorthThanInTheSouth() {
        Envelope extent = new Envelope();
        counties.values().forEach(c -> extent.expandToInclude(c.polygon().getEnvelopeInternal()));
        Coordinate middle = extent.centre();
        assertThat(share(s -> s.lon() < middle.x)).isGreaterThan(0.6);
        assertThat(share(s -> s.lat() > middle.y)).isGreaterThan(0.6);
        // And so about the schools' own mean centre.
        double lon = schools.stream().mapToDouble(Row::lon).average().orElseThrow();
        double lat = schools.stream().mapToDouble(Row::lat).average().orElseThrow();
        assertThat(share(s -> s.lon() < lon)).isGreaterThan(0.5);
        assertThat(share(s -> s.lat() > lat)).isGreaterThan(0.5);
    }

    private double share(Predicate<Row> where) {
        return schools.stream().filter(where).count() / (double) schools.size();
    }

    @Test
    void countsAddUp() {
        assertThat(schools).filteredOn(s -> s.text("stage").equals("PRIMARY")).hasSize(61);
        assertThat(schools).filteredOn(s -> s.text("stage").equals("JUNIOR")).hasSize(10);
        assertThat(schools.stream().map(s -> s.text("id"))).doesNotHaveDuplicates();
        for (Row school : schools) {
            double teachers = school.number("teachers");
            assertThat(Arrays.asList("qualified", "senior", "backbone", "pe_arts"))
                    .allSatisfy(kind -> assertThat(school.number("teachers_" + kind))
                            .as(kind + " of " + school.text("name"))
                            .isBetween(0.0, teachers));
            assertThat(school.number("boarders")).isBetween(1.0, school.number("pupils"));
            assertThat(school.number("pupil_quality")).isBetween(0.0, 100.0);
        }
    }
}
