package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.ScreenMap;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.process.RenderingProcess;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

public class LayerQueriesTest {

    @Test
    public void aRenderersQueryLosesWhatDropsOrSimplifiesFeatures() throws Exception {
        Query query = rendererQuery();

        Query unsimplified = LayerQueries.unsimplified(query);

        assertThat(unsimplified.getHints())
                .doesNotContainKeys(Hints.SCREENMAP, Hints.GEOMETRY_SIMPLIFICATION, Hints.GEOMETRY_GENERALIZATION)
                .containsEntry(Hints.GEOMETRY_DISTANCE, 0d)
                .containsEntry(Hints.FEATURE_2D, true);
        assertThat(unsimplified.getFilter()).isEqualTo(query.getFilter());
        assertThat(query.getHints()).as("the caller's hints stay").containsKey(Hints.SCREENMAP);
    }

    @Test
    public void aWholeLayerQueryHasNoWindow() throws Exception {
        Query whole = LayerQueries.wholeLayer(rendererQuery());

        assertThat(whole.getFilter()).isEqualTo(Filter.INCLUDE);
        assertThat(whole.getHints()).doesNotContainKey(Hints.SCREENMAP);
        assertThat(whole.getTypeName()).isEqualTo("schools");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EntropyScore",
                "ObstacleDegree",
                "CouplingCoordination",
                "BalanceCoefficients",
                "AssessSchools",
                "AssessRegions",
                "SplitStages",
                "SpatialPattern",
                "LocalMoran"
            })
    public void whatMustNotChangeWithTheMapReadsTheWholeLayer(String name) throws Exception {
        RenderingProcess process = (RenderingProcess) Processors.createProcess(new NameImpl("edu", name));

        assertReadsTheWholeLayer(query -> process.invertQuery(Map.of(), query, null));
    }

    /** What GeoTools' renderer asks a layer for, by what the style's symbolizers name. */
    enum Style {
        /** A raster symbolizer without a geometry names nothing: no attribute and no window. */
        WITHOUT_GEOMETRY {
            @Override
            Query query() {
                Query query = new Query("schools", Filter.INCLUDE);
                query.setProperties(List.of());
                return query;
            }
        },
        /** One with {@code <Geometry>} names the geometry, and the window is of it. */
        WITH_GEOMETRY {
            @Override
            Query query() throws CQLException {
                return new Query("schools", bbox(), "geom");
            }
        },
        /** Near the date line there is a window for each side. */
        WITH_TWO_WINDOWS {
            @Override
            Query query() throws CQLException {
                Filter beyond = ECQL.toFilter("BBOX(geom, 454, 29, 455, 30, 'EPSG:4326')");
                return new Query(
                        "schools", CommonFactoryFinder.getFilterFactory().or(bbox(), beyond), "geom");
            }
        },
        /** Symbolizers that draw the result name its attributes, which the layer has not. */
        WITH_ATTRIBUTES_OF_THE_RESULT {
            @Override
            Query query() throws CQLException {
                return new Query("schools", bbox(), "geom", "score", "balanced");
            }
        };

        abstract Query query() throws CQLException;

        static Filter bbox() throws CQLException {
            return ECQL.toFilter("BBOX(geom, 94, 29, 95, 30, 'EPSG:4326')");
        }
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    public void everyTransformationGetsWhatItNeedsWhateverTheStyleNames(Style style) throws Exception {
        Table schools = new Table("geom:Point:srid=4326,county:String,stage:String,pupils:Integer,books:Integer,"
                + "type:String,primary:Integer,teachers:Integer,extra:Integer");
        for (int i = 0; i < 12; i++) {
            // the last lies beyond the window, but within the radius
            Geometry place =
                    i == 11 ? Features.point(95.005, 29.5) : Features.point(94.1 + 0.05 * i, 29.5 + 0.01 * i % 3);
            schools.row(place, i % 2 == 0 ? "A" : "B", "PRIMARY", 100 + i, 900 + 31 * i, "小学", 100 + i, 9, 1);
        }
        ReferencedEnvelope map = new ReferencedEnvelope(94, 95, 29, 30, CRS.decode("EPSG:4326", true));
        Map<String, Map<String, Object>> transformations = new LinkedHashMap<>();
        for (String weight : List.of("pupils", "pupils-extra", "2 * pupils")) {
            transformations.put(
                    "KernelDensity with weight " + weight,
                    Map.of(
                            "weight",
                            weight,
                            "radius",
                            5000d,
                            "outputBBOX",
                            map,
                            "outputWidth",
                            20,
                            "outputHeight",
                            20));
        }
        transformations.put("EntropyScore", Map.of("indicators", "books/pupils"));
        transformations.put("BalanceCoefficients", Map.of("indicators", "books", "groupBy", "county"));
        transformations.put("SpatialPattern", Map.of("attribute", "books"));
        transformations.put("LocalMoran", Map.of("attribute", "books", "k", 3));
        transformations.put("SplitStages", Map.of("schoolType", "type", "pupilsPrimary", "primary", "shared", "books"));
        for (String name : List.of("AssessSchools", "AssessRegions")) {
            transformations.put(name, Map.of("standard", ONE_INDICATOR, "stage", "stage", "groupBy", "county"));
        }
        for (Map.Entry<String, Map<String, Object>> entry : transformations.entrySet()) {
            RenderingProcess process = (RenderingProcess)
                    Processors.createProcess(new NameImpl("edu", entry.getKey().split(" ")[0]));
            Query query = process.invertQuery(entry.getValue(), style.query(), null);
            // as the renderer goes on: the layer's own query and this one together
            Query mixed = DataUtilities.mixQueries(new Query("schools"), query, null);
            SimpleFeatureCollection read =
                    DataUtilities.source(schools.features()).getFeatures(mixed);

            assertThat(read.size()).as(entry.getKey()).isEqualTo(12);
            Map<String, Object> inputs = new HashMap<>(entry.getValue());
            inputs.put("data", read);
            assertThat(process.execute(inputs, null).get("result"))
                    .as(entry.getKey())
                    .isNotNull();
        }
    }

    private static final String ONE_INDICATOR =
            """
            {"id": "one", "title": "One", "stages": ["PRIMARY"],
             "cvLimit": {"on": "EACH", "PRIMARY": 0.5}, "indicators": [{"id": "books", "title": "Books", "expression": "books / pupils"}]}
            """;

    private static Query rendererQuery() throws Exception {
        Query query = new Query("schools", ECQL.toFilter("BBOX(geom, 94, 29, 95, 30)"));
        Hints hints = new Hints(Hints.GEOMETRY_SIMPLIFICATION, 3d);
        // the renderer's own class is in gt-render; the hint's key takes any object of gt-main's ScreenMap
        hints.put(Hints.SCREENMAP, new ScreenMap(0, 0, 8, 8));
        hints.put(Hints.GEOMETRY_GENERALIZATION, 3d);
        hints.put(Hints.GEOMETRY_DISTANCE, 3d);
        hints.put(Hints.FEATURE_2D, true);
        query.setHints(hints);
        return query;
    }

    public static void assertReadsTheWholeLayer(UnaryOperator<Query> invertQuery) throws Exception {
        Query renderers = new Query("schools", ECQL.toFilter("BBOX(geom, 0, 0, 1, 1)"), "geom", "score");
        renderers.setHints(new Hints(Hints.SCREENMAP, new ScreenMap(0, 0, 8, 8)));
        Query inverted = invertQuery.apply(renderers);
        assertThat(inverted.getFilter()).isEqualTo(Filter.INCLUDE);
        assertThat(inverted.getHints()).doesNotContainKey(Hints.SCREENMAP);
        assertThat(inverted.retrieveAllProperties()).isTrue();
        assertThat(renderers.retrieveAllProperties()).isFalse();
    }
}
