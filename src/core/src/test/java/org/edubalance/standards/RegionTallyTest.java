package org.edubalance.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.edubalance.messages.Language;
import org.junit.jupiter.api.Test;

/** A verdict from tallies of parts is that on all schools, word by word. */
class RegionTallyTest {

    private final Standard standard = StandardReader.read("cn-2017-quality", "pupils", List.of());
    private final Assessor assessor = new Assessor(standard);

    private List<SchoolFigures> schools(int n) {
        Random random = new Random(n);
        List<SchoolFigures> schools = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] values = new double[standard.indicators().size()];
            for (int j = 0; j < values.length; j++) {
                double threshold = standard.indicators().get(j).threshold(Stage.PRIMARY);
                values[j] = random.nextInt(25) == 0 ? Double.NaN : threshold * (0.8 + random.nextDouble());
            }
            String type = i % 10 == 7 ? "TEACHING_POINT" : i % 10 == 3 ? null : "PRIMARY_SCHOOL";
            double pupils = i % 15 == 4 ? 0 : 20 + random.nextInt(500);
            schools.add(new SchoolFigures("School " + i, Stage.PRIMARY, type, pupils, values));
        }
        return schools;
    }

    private RegionTally tally(List<SchoolFigures> schools) {
        RegionTally tally = assessor.tally();
        schools.forEach(school -> assessor.add(tally, school, assessor.assess(school)));
        return tally;
    }

    @Test
    void theVerdictIsThatOnAllSchools() {
        for (int n : new int[] {1, 2, 17, 90}) {
            List<SchoolFigures> schools = schools(n);
            RegionVerdict expected = assessor.assess(Stage.PRIMARY, schools);
            RegionTally all = assessor.tally();
            for (int part = 0; part < 4; part++) {
                all.merge(tally(schools.subList(n * part / 4, n * (part + 1) / 4)));
            }
            RegionVerdict got = assessor.assess(Stage.PRIMARY, all);
            for (Language language : Language.values()) {
                assertThat(got.reasons().in(language))
                        .isEqualTo(expected.reasons().in(language));
                assertThat(got.excluded().in(language))
                        .isEqualTo(expected.excluded().in(language));
            }
            assertThat(got.schools()).isEqualTo(expected.schools());
            assertThat(got.compliant()).isEqualTo(expected.compliant());
            assertThat(got.balanced()).isEqualTo(expected.balanced());
            assertThat(got.missing()).isEqualTo(expected.missing());
            for (int j = 0; j < got.cvs().length; j++) {
                if (Double.isNaN(expected.cvs()[j])) {
                    assertThat(got.cvs()[j]).isNaN();
                } else {
                    assertThat(got.cvs()[j]).isCloseTo(expected.cvs()[j], within(1e-12));
                }
            }
        }
    }

    @Test
    void aSchoolThatCannotBeReadIsNeverToARegionsAdvantage() {
        double[] values = standard.indicators().stream()
                .mapToDouble(indicator -> indicator.threshold(Stage.PRIMARY))
                .toArray();
        RegionTally tally = tally(List.of(
                new SchoolFigures("A", Stage.PRIMARY, null, 100, values),
                new SchoolFigures("B", Stage.PRIMARY, null, 100, values)));
        assertThat(assessor.assess(Stage.PRIMARY, tally).balanced()).isTrue();
        tally.leaveOut();
        RegionVerdict verdict = assessor.assess(Stage.PRIMARY, tally);
        assertThat(verdict.balanced()).isFalse();
        assertThat(verdict.reasons().in(Language.EN)).contains("1 row of this region could not be read");
    }
}
