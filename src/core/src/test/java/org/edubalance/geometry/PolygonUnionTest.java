package org.edubalance.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class PolygonUnionTest {

    private static Geometry wkt(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Geometry union(String... wkts) {
        return PolygonUnion.of(Stream.of(wkts).map(PolygonUnionTest::wkt).toList(), "mask", Monitor.NONE);
    }

    /** A star whose edges cross nobody's but another star's. */
    private static Geometry star(int corners, double x) {
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double radius = i % 2 == 0 ? 20 : 5;
            ring[i] = new Coordinate(x + radius * Math.cos(angle), radius * Math.sin(angle));
        }
        ring[corners] = ring[0];
        return new GeometryFactory().createPolygon(ring);
    }

    @Test
    void unitesNeighboursAndLeavesOutWhatIsNoPolygon() {
        assertThat(
                        union(
                                        "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
                                        "POLYGON ((2 0, 4 0, 4 2, 2 2, 2 0))",
                                        "MULTIPOLYGON (((3 1, 6 1, 6 3, 3 3, 3 1)), ((10 10, 11 10, 11 11, 10 10)))",
                                        "LINESTRING (0 0, 9 9)",
                                        "POINT (50 50)")
                                .equalsTopo(
                                        wkt(
                                                "MULTIPOLYGON (((0 0, 0 2, 3 2, 3 3, 6 3, 6 1, 4 1, 4 0, 0 0)), ((10 10, 11 11, 11 10, 10 10)))")))
                .isTrue();
        assertThat(union("POINT (1 1)")).isNull();
        assertThat(union()).isNull();
    }

    @Test
    void mendsWhatCrossesItself() {
        assertThat(union("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))").getArea()).isEqualTo(2);
    }

    @Test
    void refusesWhatWouldBeUnitedForEver() {
        List<Geometry> stars = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stars.add(star(2_000, i * 0.5));
        }
        assertThatThrownBy(() -> PolygonUnion.of(stars, "mask", Monitor.NONE))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.in(Language.EN))
                            .isEqualTo(
                                    "the polygons of mask cross one another or themselves in more than 100000 places");
                    assertThat(refusal.in(Language.ZH)).isEqualTo("mask 中的面相互交叉或自相交超过 100000 处");
                });
    }

    @Test
    void refusesOneThatCrossesItselfForEver() {
        // every edge goes almost to the other side, and so crosses almost every other one
        int corners = 1_001;
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i <= corners; i++) {
            double angle = 2 * Math.PI * ((long) i * (corners / 2) % corners) / corners;
            ring[i] = new Coordinate(Math.cos(angle), Math.sin(angle));
        }
        ring[corners] = ring[0];
        Geometry tangle = new GeometryFactory().createPolygon(ring);
        assertThatThrownBy(() -> PolygonUnion.of(List.of(tangle), "mask", Monitor.NONE))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void stopsWhenAskedTo() {
        Monitor stop = new Monitor() {
            private int asked;

            @Override
            public void check() {
                if (++asked > 3) {
                    throw new CancellationException();
                }
            }

            @Override
            public void report(double share) {
                // nobody listens
            }
        };
        List<Geometry> stars = List.of(star(300, 0), star(300, 1), star(300, 2), star(300, 3), star(300, 4));
        assertThatThrownBy(() -> PolygonUnion.of(stars, "mask", stop)).isInstanceOf(CancellationException.class);
        assertThat(PolygonUnion.of(stars, "mask", Monitor.NONE).isValid()).isTrue();
    }
}
