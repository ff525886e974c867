package org.edubalance.process.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class SplitStagesProcessTest {

    private static Table schools() {
        return new Table("id:String,school_type:String,primary:Integer,junior:Integer,senior:Integer,books:Integer,"
                        + "tp:Double,tj:Double")
                .row("a", "九年一贯制", 166, 210, null, 23226, 12.0, 20.0)
                .row("b", "小学", 120, 0, 0, 2400, 9.0, null)
                .row("c", "完全中学", null, 300, 250, 12000, null, 25.0)
                .row("d", "TWELVE_YEAR", 100, 100, 100, 3420, 5.0, 6.0);
    }

    @Test
    void sharesBooksByWeightedPupils() {
        List<SimpleFeature> stages = split(schools());
        assertThat(stages).hasSize(8);

        SimpleFeature primary = stages.get(0);
        assertThat(primary.getID()).isEqualTo("school.1.PRIMARY");
        assertThat(primary.getAttribute("stage")).isEqualTo("PRIMARY");
        assertThat(primary.getAttribute("pupils")).isEqualTo(166.0);
        assertThat(primary.getAttribute("teachers")).isEqualTo(12.0);
        // Published: 58.5 books per primary pupil; the shares to one decimal.
        assertThat((double) primary.getAttribute("books")).isCloseTo(9711.6, within(0.05));
        assertThat((double) primary.getAttribute("books") / 166).isCloseTo(58.5, within(0.005));
        SimpleFeature junior = stages.get(1);
        assertThat((double) junior.getAttribute("books")).isCloseTo(13514.4, within(0.05));
        assertThat(junior.getAttribute("teachers")).isEqualTo(20.0);

        assertThat(stages.get(2).getAttribute("books")).isEqualTo(2400.0);
        // Complete secondary: 300 : 1.2 · 250 = 1 : 1.
        assertThat(stages.get(3).getAttribute("books")).isEqualTo(6000.0);
        assertThat(stages.get(4).getAttribute("stage")).isEqualTo("SENIOR");
        assertThat(stages.get(4).getAttribute("teachers")).isNull();
        // Twelve years: 1 : 1.1 : 1.32 of 3420.
        assertThat((double) stages.get(5).getAttribute("books")).isCloseTo(1000, within(1e-9));
        assertThat((double) stages.get(6).getAttribute("books")).isCloseTo(1100, within(1e-9));
        assertThat((double) stages.get(7).getAttribute("books")).isCloseTo(1320, within(1e-9));
    }

    /** 40 infants at 1 and 60 juniors at 1.5 share 130: 40 and 90; a school of one stage has the whole. */
    @Test
    void splitsByStagesOfAStandardsOwn() {
        Table schools = new Table("name:String,ks1:Integer,ks2:Integer,books:Integer,t1:Double,t2:Double")
                .row("Both", 40, 60, 130, 3.0, 4.0)
                .row("Infants", 30, 0, 90, 2.0, null)
                .row("Open", 10, null, 50, 1.0, null)
                .row("None", 0, 0, 20, null, null);
        Warnings warnings = new Warnings();
        List<SimpleFeature> stages = Features.run(
                warnings,
                "SplitStages",
                "data",
                schools.features(),
                "stagePupils",
                List.of("KS1=ks1", "KS2=ks2"),
                "stageWeights",
                List.of("KS2=1.5"),
                "shared",
                List.of("books"),
                "perStage",
                List.of("teachers=t1,t2"));
        assertThat(stages)
                .extracting(
                        SimpleFeature::getID,
                        stage -> stage.getAttribute("stage"),
                        stage -> stage.getAttribute("pupils"),
                        stage -> stage.getAttribute("books"),
                        stage -> stage.getAttribute("teachers"))
                .containsExactly(
                        tuple("school.1.KS1", "KS1", 40.0, 40.0, 3.0),
                        tuple("school.1.KS2", "KS2", 60.0, 90.0, 4.0),
                        tuple("school.2.KS1", "KS1", 30.0, 90.0, 2.0),
                        tuple("school.3.KS1", "KS1", 10.0, null, 1.0),
                        tuple("school.3.KS2", "KS2", null, null, null));
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:SplitStages: 2 schools have no pupils, or not those of every stage (Open, None): what"
                                + " their stages share out is not known");
    }

    @Test
    void refusesOwnStagesThatAreNone() {
        assertOwnRefused("stagePupils must be stage=value, got “ks1”", "stagePupils", List.of("ks1"));
        assertOwnRefused("stagePupils must have one entry per stage, got “A=b”", "stagePupils", List.of("A=a", "A=b"));
        assertOwnRefused(
                "stageWeights must be stage=number with a number greater than 0, got “A=0”",
                "stagePupils",
                List.of("A=a"),
                "stageWeights",
                List.of("A=0"));
        assertOwnRefused(
                "stageWeights must name a stage of stagePupils, which are A, got “B”",
                "stagePupils",
                List.of("A=a"),
                "stageWeights",
                List.of("B=2"));
        assertOwnRefused(
                "stagePupils is missing: give the pupils of the stages that stageWeights belong to",
                "stageWeights",
                List.of("B=2"));
        assertOwnRefused(
                "schoolType is for the national stages and cannot go with stagePupils, got “a”",
                "stagePupils",
                List.of("A=a"),
                "schoolType",
                "a");
        assertOwnRefused(
                "perStage must be name=attribute,attribute,… for the stages A, B, got “t=a”",
                "stagePupils",
                List.of("A=a", "B=b"),
                "perStage",
                List.of("t=a"));
        assertOwnRefused(
                "A pupils must be at least 0, got -1 (feature school.1)", "stagePupils", List.of("A=a", "B=b"));
    }

    private static void assertOwnRefused(String message, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of(inputs));
        all.addAll(List.of("data", new Table("a:Integer,b:Integer").row(-1, 2).features(), "shared", List.of("b")));
        assertThatThrownBy(() -> Features.run("SplitStages", all.toArray()))
                .hasMessage(message)
                .satisfies(refused -> assertThat(Refusal.in(refused).in(Language.ZH))
                        .containsPattern("\\p{IsHan}")
                        .doesNotContain(" must ", " is ", " the "));
    }

    @Test
    void chainsIntoTheAssessment() {
        String standard =
                ("{'id':'books','stages':['PRIMARY','JUNIOR'],'rule':{'minMet':1},'indicators':[{'id':'books',"
                                + "'expression':'books/pupils','thresholds':{'PRIMARY':58.6,'JUNIOR':30}}]}")
                        .replace('\'', '"');
        SimpleFeatureCollection stages = result(schools());
        List<SimpleFeature> assessed = Features.run("AssessSchools", "data", stages, "standard", standard);
        assertThat(assessed.get(0).getAttribute("reasons")).isEqualTo("books: 58.5, 0.16% under the 58.6 required");
        assertThat(assessed.get(1).getAttribute("compliant")).isEqualTo(true);
        assertThat(assessed.get(4).getAttribute("excluded")).isEqualTo("stage senior is not part of books");
    }

    @Test
    void refusesWhatCannotBeSplit() {
        assertRefused(schools().change(2, school -> school.put("school_type", "幼儿园")))
                .hasMessageStartingWith("a school type must be one of PRIMARY (小学), ")
                .hasMessageEndingWith("; got “幼儿园” (feature school.2)");
        assertRefused(schools().change(2, school -> school.put("junior", 5)))
                .hasMessage("type PRIMARY teaches primary, but there are junior pupils: 5 (feature school.2)");
        assertRefused(schools().change(2, school -> school.put("primary", -3)))
                .hasMessage("primary pupils must be at least 0, got -3 (feature school.2)");
        assertRefused(schools().change(2, school -> school.put("books", -3)))
                .hasMessage("“books” must be at least 0, got -3 (feature school.2)");
    }

    /** A school that lacks pupils does not stop the others, and stays among them, so that no verdict gains by it. */
    @Test
    void leavesOpenWhatIsSharedByUnknownPupils() {
        Warnings warnings = new Warnings();
        Table schools =
                schools().change(1, school -> school.put("junior", null)).change(2, school -> school.put("primary", 0));
        List<SimpleFeature> stages = Features.run(
                warnings,
                "SplitStages",
                "data",
                schools.features(),
                "schoolType",
                "school_type",
                "pupilsPrimary",
                "primary",
                "pupilsJunior",
                "junior",
                "pupilsSenior",
                "senior",
                "shared",
                List.of("books"));
        assertThat(stages).hasSize(8);
        assertThat(stages.subList(0, 3))
                .extracting(
                        stage -> stage.getAttribute("stage"),
                        stage -> stage.getAttribute("pupils"),
                        stage -> stage.getAttribute("books"))
                .containsExactly(
                        tuple("PRIMARY", 166.0, null), tuple("JUNIOR", null, null), tuple("PRIMARY", 0.0, 2400.0));
        assertThat(warnings.messages())
                .containsExactly("edu:SplitStages: 2 schools have no pupils, or not those of every stage (a, b): "
                        + "what their stages share out is not known");
    }

    @Test
    void refusesBadInputs() {
        assertThatThrownBy(() -> Features.result(
                        null,
                        "SplitStages",
                        "data",
                        schools().features(),
                        "schoolType",
                        "school_type",
                        "pupilsPrimary",
                        "primary",
                        "pupilsJunior",
                        "junior",
                        "shared",
                        List.of("books")))
                .hasMessage(
                        "type COMPLETE_SECONDARY needs the input pupilsSenior, which is missing (feature school.3)");
        assertThatThrownBy(() -> Features.result(
                        null,
                        "SplitStages",
                        "data",
                        schools().features(),
                        "schoolType",
                        "school_type",
                        "pupilsPrimary",
                        "primary",
                        "pupilsJunior",
                        "junior",
                        "pupilsSenior",
                        "senior",
                        "shared",
                        List.of("books"),
                        "perStage",
                        List.of("teachers=tp")))
                .hasMessage("perStage must be name=primaryAttribute,juniorAttribute[,seniorAttribute], got "
                        + "“teachers=tp”");
        assertThatThrownBy(() -> Features.result(
                        null,
                        "SplitStages",
                        "data",
                        schools().features(),
                        "schoolType",
                        "school_type",
                        "pupilsPrimary",
                        "primary",
                        "pupilsJunior",
                        "junior",
                        "pupilsSenior",
                        "senior",
                        "shared",
                        List.of("books*2")))
                .hasMessage("shared must be the name of an attribute, got “books*2”");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Table schools) {
        return assertThatThrownBy(() -> split(schools)).isInstanceOf(RuntimeException.class);
    }

    private static List<SimpleFeature> split(Table schools) {
        return Features.list(result(schools));
    }

    private static SimpleFeatureCollection result(Table schools) {
        return Features.result(
                null,
                "SplitStages",
                "data",
                schools.features(),
                "schoolType",
                "school_type",
                "pupilsPrimary",
                "primary",
                "pupilsJunior",
                "junior",
                "pupilsSenior",
                "senior",
                "shared",
                List.of("books"),
                "perStage",
                List.of("teachers=tp,tj"));
    }
}
