package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Language;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    private record Row(String group, double mean) {}

    private final ResultTable<Row> table = new ResultTable<Row>("means")
            .column("group", String.class, Row::group)
            .column(Column.<Row>of("books", Double.class, new Label("Books", "图书"), Row::mean)
                    .in(new Label("per pupil", "册/生")));

    private final SimpleFeatureCollection schools = new Table("geom:Point:srid=4326,books:String,name:String")
            .row(Features.point(94, 29), "many", "A")
            .row(Features.point(95, 29), "few", "B")
            .features();

    @Test
    void rowsAreFeaturesWithoutGeometry() {
        SimpleFeatureCollection rows = table.of(List.of(new Row("A", 1.5), new Row("B", Double.NaN)));

        assertThat(rows.getSchema().getGeometryDescriptor()).isNull();
        List<SimpleFeature> features = Features.list(rows);
        assertThat(features).extracting(SimpleFeature::getID).containsExactly("means.1", "means.2");
        assertThat(features.get(0).getAttributes()).containsExactly("A", 1.5);
        assertThat(features.get(1).getAttributes()).as("NaN is no value").containsExactly("B", null);
    }

    @Test
    void titlesAndUnitsGoWithTheAttributes() {
        for (SimpleFeatureType type : List.of(
                table.of(List.of()).getSchema(),
                table.extending(schools.getSchema(), List.of(), i -> null).getSchema())) {
            AttributeDescriptor books = type.getDescriptor("books");
            assertThat(books.getUserData())
                    .containsEntry("edu.title.en", "Books")
                    .containsEntry("edu.title.zh", "图书")
                    .containsEntry("edu.unit.en", "per pupil")
                    .containsEntry("edu.unit.zh", "册/生");
            assertThat(type.getDescriptor("group").getUserData())
                    .containsEntry("edu.title.en", "Group")
                    .containsEntry("edu.title.zh", "分组")
                    .doesNotContainKey("edu.unit.en");
            assertThat(Column.title(books, Language.ZH)).isEqualTo("图书");
            assertThat(Column.unit(books, Language.EN)).isEqualTo("per pupil");
        }
        AttributeDescriptor untitled = schools.getSchema().getDescriptor("name");
        assertThat(Column.title(untitled, Language.EN)).isEqualTo("name");
        assertThat(Column.unit(untitled, Language.EN)).isNull();
    }

    @Test
    void locatedRowsHaveAGeometry() {
        SimpleFeatureCollection rows = new ResultTable<Row>("means")
                .column("group", String.class, Row::group)
                .located(DefaultGeographicCRS.WGS84, row -> Features.point(row.mean(), 0))
                .of(List.of(new Row("A", 1.5)));

        assertThat(rows.getSchema().getCoordinateReferenceSystem()).isEqualTo(DefaultGeographicCRS.WGS84);
        assertThat(Features.list(rows).get(0).getDefaultGeometry()).isEqualTo(Features.point(1.5, 0));
    }

    @Test
    void featuresAreExtendedWhenTheyAreRead() {
        List<Integer> asked = new ArrayList<>();
        SimpleFeatureCollection extended = table.extending(schools.getSchema(), Features.list(schools), i -> {
            asked.add(i);
            return new Row("G", i);
        });

        assertThat(Features.names(extended.getSchema())).containsExactly("geom", "name", "group", "books");
        assertThat(extended.getSchema().getGeometryDescriptor().getLocalName()).isEqualTo("geom");
        assertThat(extended.size()).isEqualTo(2);
        assertThat(asked).isEmpty();
        List<SimpleFeature> features = Features.list(extended);
        assertThat(asked).containsExactly(0, 1);
        assertThat(features.get(1).getID()).isEqualTo("school.2");
        assertThat(features.get(1).getAttributes()).containsExactly(Features.point(95, 29), "B", "G", 1.0);
    }

    @Test
    void oneFeatureMayBecomeSeveral() {
        List<ResultTable.Derived<Row>> derived = new ArrayList<>();
        for (SimpleFeature school : Features.list(schools)) {
            derived.add(new ResultTable.Derived<>(school, school.getID() + ".1", new Row("1", 1)));
            derived.add(new ResultTable.Derived<>(school, school.getID() + ".2", new Row("2", 2)));
        }
        SimpleFeatureCollection result = table.derived(schools.getSchema(), Set.of("name"), derived);

        assertThat(Features.names(result.getSchema())).containsExactly("geom", "group", "books");
        assertThat(Features.list(result))
                .extracting(SimpleFeature::getID)
                .containsExactly("school.1.1", "school.1.2", "school.2.1", "school.2.2");
        assertThat(Features.list(result).get(3).getAttributes()).containsExactly(Features.point(95, 29), "2", 2.0);
    }
}
