package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.io.Samples.stream;

import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row of columns does for GeoTools what a feature of its own does. */
class RowFeatureTest {

    private SimpleFeatureCollection rows;

    @BeforeEach
    void read() throws Exception {
        rows = GeoJson.read(
                stream(
                        """
                        {"type": "FeatureCollection", "features": [
                          {"type": "Feature", "id": "s.1", "properties": {"name": "Bayi", "pupils": 900},
                           "geometry": {"type": "Point", "coordinates": [94.36, 29.65]}},
                          {"type": "Feature", "id": "s.2", "properties": {"name": "Lang", "pupils": null},
                           "geometry": null}]}"""),
                "schools");
    }

    private SimpleFeature row(int i) {
        return DataUtilities.list(rows).get(i);
    }

    @Test
    void isCopiedByGeoToolsBuilders() {
        for (int i = 0; i < 2; i++) {
            assertThat(SimpleFeatureBuilder.copy(row(i)).getAttributes()).isEqualTo(row(i).getAttributes());
            assertThat(SimpleFeatureBuilder.retype(row(i), rows.getSchema()).getID())
                    .isEqualTo(row(i).getID());
        }
    }

    @Test
    void tellsItsValuesBeforeAndAfterGeoToolsTookThemAll() {
        SimpleFeature feature = row(0);
        Object before = feature.getAttribute("pupils");
        assertThat(feature.getProperties()).extracting(Property::getValue).isEqualTo(feature.getAttributes());
        assertThat(feature.getAttribute("pupils")).isEqualTo(before).isEqualTo(900);
        assertThat(feature.getBounds().getMinX()).isEqualTo(94.36);
        assertThat(feature.getDefaultGeometry())
                .isEqualTo(feature.getDefaultGeometryProperty().getValue());
    }

    @Test
    void keepsWhatIsSetToItself() {
        SimpleFeature feature = row(0);
        feature.setAttribute("pupils", 901);
        assertThat(feature.getAttribute("pupils")).isEqualTo(901);
        assertThat(row(0).getAttribute("pupils")).isEqualTo(900);
    }

    @Test
    void equalsItsLikeAlone() {
        assertThat(row(0)).isEqualTo(row(0)).hasSameHashCodeAs(row(0)).isNotEqualTo(row(1));
        assertThat(row(0).getAttribute("none")).isNull();
        assertThat(row(1).getDefaultGeometry()).isNull();
    }
}
