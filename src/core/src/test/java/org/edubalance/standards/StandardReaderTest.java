package org.edubalance.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardReaderTest {

    private static final String OWN = "{'id':'own','title':{'en':'Own','zh':'自定'},'stages':['PRIMARY','初中'],"
            + "'indicators':[{'id':'books','unit':'books','expression':'books / pupils','thresholds':{'PRIMARY':15}}],"
            + "'cvLimit':{'on':'EACH','PRIMARY':0.3}}";

    @Test
    void shipsTheQualityStandardOf2017() {
        Standard standard = StandardReader.read("cn-2017-quality", null);
        assertThat(standard.id()).isEqualTo("cn-2017-quality");
        assertThat(standard.indicators())
                .extracting(StandardIndicator::id, i -> i.threshold(Stage.PRIMARY), i -> i.threshold(Stage.JUNIOR))
                .containsExactly(
                        tuple("qualified_teachers", 4.2, 5.3),
                        tuple("backbone_teachers", 1.0, 1.0),
                        tuple("pe_arts_teachers", 0.9, 0.9),
                        tuple("teaching_area", 4.5, 5.8),
                        tuple("sports_area", 7.5, 10.2),
                        tuple("equipment_value", 2000.0, 2500.0),
                        tuple("multimedia_rooms", 2.3, 2.4));
        assertThat(standard.rule().minMet()).isEqualTo(6);
        assertThat(standard.rule().floorShare()).isEqualTo(0.85);
        assertThat(standard.cvLimit().basis()).isEqualTo(CvLimit.Basis.EACH);
        assertThat(standard.cvLimit().limit(Stage.JUNIOR)).isEqualTo(0.45);
    }

    @Test
    void shipsTheBasicStandardOf2012() {
        Standard standard = StandardReader.read("cn-2012-basic", null);
        assertThat(standard.indicators()).hasSize(8);
        assertThat(standard.rule()).isNull();
        assertThat(standard.cvLimit().basis()).isEqualTo(CvLimit.Basis.COMPREHENSIVE);
        assertThat(standard.cvLimit().limit(Stage.PRIMARY)).isEqualTo(0.65);
        assertThat(standard.cvLimit().limit(Stage.JUNIOR)).isEqualTo(0.55);
    }

    @Test
    void saysWhatTheAttributesMeanThatItNeeds() {
        for (String id : StandardReader.shipped()) {
            Standard standard = StandardReader.read(id, null);
            assertThat(standard.indicators().stream()
                            .flatMap(indicator -> Pattern.compile("[a-z_]+")
                                    .matcher(indicator.expression())
                                    .results())
                            .map(MatchResult::group)
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(standard.columns().stream()
                            .map(StandardColumn::name)
                            .toList());
        }
    }

    @Test
    void computesPerPupilOfThePopulationThatIsGiven() {
        Standard standard = StandardReader.read("cn-2017-quality", "p1 + p2", List.of("sports_area=s / pupils"));
        assertThat(standard.indicators())
                .extracting(StandardIndicator::expression)
                .startsWith("100 * teachers_qualified / (p1 + p2)")
                .contains("s / pupils", "teaching_area / (p1 + p2)");
        assertThat(StandardReader.read("cn-2017-quality", "在校生数", null)
                        .indicators()
                        .get(3)
                        .expression())
                .isEqualTo("teaching_area / 在校生数");
    }

    @ParameterizedTest
    @CsvSource({
        "小学,PRIMARY",
        "完小,PRIMARY",
        "教学点,PRIMARY",
        "普通小学,PRIMARY",
        "村小,PRIMARY",
        "小学部,PRIMARY",
        "Primary-School,PRIMARY",
        "初中,JUNIOR",
        "初级中学,JUNIOR",
        "普通初中,JUNIOR",
        "高级中学,SENIOR"
    })
    void understandsStagesAsPeopleWriteThem(String written, Stage stage) {
        assertThat(Stage.of(written)).isEqualTo(stage);
    }

    @Test
    void readsAnInlineStandard() {
        Standard standard = StandardReader.read(OWN.replace('\'', '"'), List.of("books=library"));
        assertThat(standard.stages()).containsExactly(Stage.PRIMARY, Stage.JUNIOR);
        assertThat(standard.title().in(Language.ZH)).isEqualTo("自定");
        assertThat(standard.indicators().get(0).expression()).isEqualTo("library");
        assertThat(standard.indicators().get(0).threshold(Stage.JUNIOR)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'PRIMARY':15 | 'PRIMARY':'x' | standard.indicators[0].thresholds.PRIMARY must be a number, got “\"x\"”",
                "'PRIMARY':15 | 'PRIMARY':-1  | standard.indicators[0]: the threshold for PRIMARY must be greater than 0, got -1",
                "'PRIMARY':15 | 'INFANT':15   | standard.indicators[0].thresholds: a stage must be PRIMARY (小学), JUNIOR (初中) or SENIOR (高中), got “INFANT”",
                "'初中'       | 'x'           | standard.stages[1]: a stage must be PRIMARY (小学), JUNIOR (初中) or SENIOR (高中), got “x”",
                "'id':'books' | 'id':'a b'    | standard.indicators[0]: id must be a letter followed by at most 39 letters, digits or _, got “a b”",
                "'unit'       | 'units'       | standard.indicators[0] has the unknown field “units”; the fields are expression, id, resource, thresholds, title, unit",
                "'EACH'       | 'ALL'         | standard.cvLimit.on must be one of EACH, COMPREHENSIVE, got “ALL”",
                "'expression' | 'unit2'       | standard.indicators[0] has the unknown field “unit2”; the fields are expression, id, resource, thresholds, title, unit",
                "'id':'own',  | ``            | standard.id is missing",
                "'cvLimit'    | 'rule'        | standard.rule has the unknown field “on”; the fields are floorShare, minMet",
                "{'on':'EACH','PRIMARY':0.3} | null | standard: there must be a rule for schools or a cvLimit for regions, or both",
            })
    void namesTheBadPart(String good, String bad, String message) {
        assertThat(error(OWN.replace(good, bad).replace('\'', '"'))).isEqualTo(message);
    }

    @Test
    void saysWhereTheJsonBreaks() {
        assertThat(error("{\"id\": \"own\",\n \"stages\": [}"))
                .startsWith("standard is not valid JSON at line 2, column ");
        assertThat(error("{\"id\": \"own\", \"id\": \"own\"}")).isEqualTo("standard has the field “id” twice");
        assertThat(error("{} {}")).startsWith("standard is not valid JSON at line 1");
        assertThat(error("{\"a\":".repeat(5000))).isEqualTo("standard must nest at most 50 deep");
    }

    @Test
    void listsTheShippedOnes() {
        assertThat(error("cn-2016"))
                .isEqualTo("standard must be one of cn-2017-quality, cn-2012-basic, or a JSON object, got “cn-2016”");
    }

    private static String error(String standard) {
        try {
            StandardReader.read(standard, null);
            return null;
        } catch (Refusal e) {
            return e.getMessage();
        }
    }
}
