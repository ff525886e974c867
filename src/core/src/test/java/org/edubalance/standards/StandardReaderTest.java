package org.edubalance.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
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
                "'PRIMARY':15 | 'INFANT':15   | standard.indicators[0].thresholds: a stage must be PRIMARY (小学), JUNIOR (初中) or SENIOR (高中), or a type of school such as 完全小学, got “INFANT”",
                "'初中'       | 'x'           | standard.stages[1]: a stage must be PRIMARY (小学), JUNIOR (初中) or SENIOR (高中), or a type of school such as 完全小学, got “x”",
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

    private static final String STAGES =
            "{'id':'chicago','stages':[{'id':'ES','title':'elementary school','is':['K-8']},"
                    + "{'id':'MS','is':['middle']},{'id':'HS','title':{'en':'high school','zh':'高级中学'}}],"
                    + "'indicators':[{'id':'safety','expression':'safety','thresholds':{'ES':50,'middle':45}}],"
                    + "'rule':{'minMet':0}}";

    @Test
    void readsStagesOfItsOwn() {
        Standard standard = StandardReader.read(
                STAGES.replace("'rule':{'minMet':0}", "'cvLimit':{'on':'EACH','hs':0.3}")
                        .replace('\'', '"'),
                null);
        assertThat(standard.stages()).extracting(Stage::name).containsExactly("ES", "MS", "HS");
        Stages schooling = standard.schooling();
        assertThat(schooling.named("k 8").name()).isEqualTo("ES");
        assertThat(schooling.named("Elementary School").name()).isEqualTo("ES");
        assertThat(schooling.named("MIDDLE").name()).isEqualTo("MS");
        assertThat(schooling.named("小学")).isEqualTo(Stage.PRIMARY);
        assertThat(standard.indicators().get(0).threshold(schooling.named("MS")))
                .isEqualTo(45);
        assertThat(standard.cvLimit().limit(schooling.named("HS"))).isEqualTo(0.3);
        assertThat(schooling.named("HS").title().in(Language.ZH)).isEqualTo("高级中学");
        assertThat(schooling.named("ES").title().in(Language.EN)).isEqualTo("elementary");
        assertThatThrownBy(() -> schooling.named("kindergarten"))
                .isInstanceOf(Refusal.class)
                .hasMessage("a stage must be one of ES, MS, HS, got “kindergarten”");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id':'MS'  | 'id':'ES'          | standard.stages[1]: the stage “ES” is given twice",
                "'middle']} | 'K_8']}            | standard.stages[1]: the stage “K_8” is given twice",
                "'id':'MS'  | 'id':'JUNIOR'      | standard.stages[1]: “JUNIOR” is a stage already: name it as a text",
                "'id':'MS'  | 'id':'M S'         | standard.stages[1]: id must be a letter followed by at most 39 letters, digits or _, got “M S”",
                "'ES':50    | 'XS':50            | standard.indicators[0].thresholds: a stage must be one of ES, MS, HS, got “XS”",
                "'is':['middle'] | 'as':['middle'] | standard.stages[1] has the unknown field “as”; the fields are id, is, title",
            })
    void namesTheBadStage(String good, String bad, String message) {
        String standard = STAGES.replace("'rule':{'minMet':0}", "'cvLimit':{'on':'EACH','HS':0.3}");
        assertThat(error(standard.replace(good, bad).replace('\'', '"'))).isEqualTo(message);
    }

    private static final String ASPECTS = OWN.substring(0, OWN.length() - 1)
            + ",'aspects':[{'id':'pay','items':[{'id':'p1','scope':'COUNTY','expression':'a','target':'least * 2',"
            + "'parameters':{'least':5}},{'id':'p2','scope':['SCHOOL','COUNTY'],'conditions':[{'title':'x','expression':'b',"
            + "'target':0.5,'share':true},{'expression':'c','target':false}]},{'id':'p3','indicator':'books'}]}]}";

    @Test
    void readsAspectsOfItsOwn() {
        Standard standard = StandardReader.read(ASPECTS.replace('\'', '"'), null);
        List<Item> items = standard.aspects().get(0).items();
        assertThat(items).extracting(Item::id).containsExactly("p1", "p2", "p3");
        assertThat(items.get(0).filled().get(0).target().expression()).isEqualTo("5 * 2");
        assertThat(items.get(1).scopes()).containsExactly(Scope.SCHOOL, Scope.COUNTY);
        assertThat(items.get(1).conditions())
                .extracting(Condition::kind, Condition::comparison)
                .containsExactly(
                        tuple(Condition.Kind.SHARE, Comparison.AT_LEAST), tuple(Condition.Kind.YES_NO, Comparison.IS));
        assertThat(items.get(2).indicator()).isEqualTo("books");
        assertThat(standard.withParameters(Map.of("least", 7.5))
                        .aspects()
                        .get(0)
                        .items()
                        .get(0)
                        .filled()
                        .get(0)
                        .target()
                        .expression())
                .isEqualTo("7.5 * 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id':'p2' | 'id':'p1' | standard: the item “p1” is given twice",
                "'indicator':'books' | 'indicator':'maps' | standard: the item “p3” names the unknown indicator “maps”",
                "'scope':'COUNTY' | 'scope':'TOWN' | standard.aspects[0].items[0].scope must be one of SCHOOL, COUNTY, SURVEY, got “TOWN”",
                "'expression':'a', | `` | standard.aspects[0].items[0]: there must be an expression, unless the scope is SURVEY alone",
                "'target':'least * 2' | 'target':{'PRIMARY':3} | standard.aspects[0].items[0]: a target per stage is for items of scope SCHOOL alone",
                "'indicator':'books' | 'title':'t','scope':'COUNTY' | standard.aspects[0].items[2]: there must be one of indicator, target and conditions",
                "'indicator':'books' | 'indicator':'books','target':3 | standard.aspects[0].items[2]: there must be one of indicator, target and conditions",
                "'target':0.5 | 'goal':0.5 | standard.aspects[0].items[1].conditions[0] has the unknown field “goal”; the fields are comparison, exception, expression, share, target, targetTitle, title, unit",
                "'share':true | 'share':1 | standard.aspects[0].items[1].conditions[0].share must be true or false, got “1”",
                "'target':'least * 2', | 'target':1,'exception':{'when':{'target':1},'target':2,'title':'t'}, | standard.aspects[0].items[0]: an exception has a number, yes or no, or an expression as its target, and its when an expression and a target of the same kind",
                "'target':'least * 2', | 'target':1,'exception':{'when':{'share':true},'target':2,'title':'t'}, | standard.aspects[0].items[0].exception.when has the unknown field “share”; the fields are comparison, expression, target",
                "'least':5 | 'least':'five' | standard.aspects[0].items[0].parameters.least must be a number, got “\"five\"”",
            })
    void namesTheBadPartOfAnAspect(String good, String bad, String message) {
        assertThat(error(ASPECTS.replace(good, bad == null ? "" : bad).replace('\'', '"')))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'per':0} | standard.indicators[0].resource: per must be greater than 0, got 0",
                "{} | standard.indicators[0].resource.per is missing",
                "{'per':1,'whole':'yes'} | standard.indicators[0].resource.whole must be true or false, got “\"yes\"”",
            })
    void namesTheBadPartOfAResource(String resource, String message) {
        String standard = OWN.replace("'unit':'books',", "'unit':'books','resource':" + resource + ",");
        assertThat(error(standard.replace('\'', '"'))).isEqualTo(message);
    }

    @Test
    void resourcesOfTheShippedOnesAreThoseOfTheirExpressions() {
        for (String id : StandardReader.shipped()) {
            for (StandardIndicator indicator : StandardReader.read(id, null).indicators()) {
                Resource resource = indicator.resource();
                String per = resource.per() == 1 ? "" : "100 * ";
                assertThat(indicator.expression()).isEqualTo(per + resource.amount() + " / pupils");
            }
        }
        Standard mapped = StandardReader.read("cn-2017-quality", List.of("sports_area=s / pupils"));
        assertThat(mapped.indicators().get(4).resource().amount()).isNull();
        assertThat(mapped.indicators().get(4).resource().per()).isEqualTo(1);
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
