package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.data.util.ScreenMap;
import org.geotools.feature.NameImpl;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.process.Processors;
import org.geotools.process.RenderingProcess;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
