package org.edubalance.process.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

class ResourceGapProcessTest {

    private static final List<String> COSTS = List.of(
            "qualified_teachers=90000",
            "backbone_teachers=20000",
            "pe_arts_teachers=80000",
            "teaching_area=2500",
            "sports_area=400",
            "equipment_value=1",
            "multimedia_rooms=60000");

    /** Three primary schools that just meet everything. */
    private static Table county() {
        Table county = new Table("id:String,name:String,county:String,stage:String,school_type:String,pupils:Integer,"
                + "teachers_qualified:Double,teachers_backbone:Double,teachers_pe_arts:Double,teaching_area:Double,"
                + "sports_area:Double,equipment_value:Double,multimedia_rooms:Double");
        for (int i = 1; i <= 3; i++) {
            int pupils = 100 * i;
            county.row(
                    "s" + i,
                    "School " + i,
                    "Bomi",
                    "PRIMARY",
                    null,
                    pupils,
                    pupils * 0.042,
                    pupils * 0.01,
                    pupils * 0.009,
                    pupils * 4.5,
                    pupils * 7.5,
                    pupils * 2000.0,
                    pupils * 0.023);
        }
        return county;
    }

    private static List<SimpleFeature> run(Table table, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("data", table.features()));
        all.addAll(List.of(inputs));
        return Features.run("ResourceGap", all.toArray());
    }

    @Test
    void tellsAmountsCostAndPriority() {
        Table county = county().change(1, school -> school.put("teachers_qualified", 1.0))
                .change(3, school -> school.putAll(Map.of("teachers_qualified", 1.0, "sports_area", 2000.0)));
        List<SimpleFeature> all = run(county, "goal", "ALL_MET", "unitCost", COSTS);
        assertThat(Features.values(all, "gap_qualified_teachers")).containsExactly(4.0, 0.0, 12.0);
        assertThat((double) all.get(2).getAttribute("gap_sports_area")).isCloseTo(250, within(1e-9));
        assertThat(Features.values(all, "cost")).containsExactly(360_000.0, 0.0, 1_180_000.0);
        // 3,600 and 3,933 CNY a pupil
        assertThat(Features.values(all, "priority")).containsExactly(2, null, 1);
        assertThat(Features.values(all, "compliant")).containsExactly(false, true, false);
        assertThat(Column.title(all.get(0).getFeatureType().getDescriptor("gap_sports_area"), Language.ZH))
                .isEqualTo("缺口：体育运动场馆");
        assertThat(Column.unit(all.get(0).getFeatureType().getDescriptor("gap_sports_area"), Language.ZH))
                .isEqualTo("平方米");

        List<SimpleFeature> compliant = run(county, "unitCost", COSTS);
        assertThat((double) compliant.get(2).getAttribute("gap_sports_area")).isCloseTo(250, within(1e-9));
        assertThat(compliant.get(2).getAttribute("gap_qualified_teachers")).isEqualTo(10.0);
        assertThat(run(county).get(0).getAttribute("cost")).isNull();
    }

    @Test
    void ordersWithinEachRegion() {
        Table county = county().changeAll(school -> school.put("equipment_value", 1000.0))
                .change(3, school -> school.put("county", "Zayu"));
        assertThat(Features.values(run(county), "priority")).containsExactly(3, 2, 1);
        assertThat(Features.values(run(county, "groupBy", "county"), "priority"))
                .containsExactly(2, 1, 1);
    }

    @Test
    void countsWhatTheStandardCounts() {
        Table county = county().change(1, school -> school.putAll(Map.of("school_type", "教学点", "pupils", 20)))
                .change(2, school -> school.put("pupils", null));
        List<SimpleFeature> all = run(county, "language", "ZH");
        assertThat(all.get(0).getAttribute("excluded")).isEqualTo("教学点，学生20人，不足50人");
        assertThat(all.get(0).getAttribute("gap_sports_area")).isNull();
        assertThat(all.get(1).getAttribute("reasons")).isEqualTo("没有学生数，无法计算生均值");
        assertThat(all.get(2).getAttribute("reasons")).isEqualTo("无缺口");
    }

    @Test
    void takesMappedValues() {
        Table county = county().change(1, school -> school.put("sports_area", 375.0));
        SimpleFeature mapped = run(
                        county, "goal", "ALL_MET", "mapping", List.of("sports_area=2 * sports_area / pupils"))
                .get(0);
        assertThat(mapped.getAttribute("gap_sports_area")).isEqualTo(0.0);
    }

    @Test
    void refusesBadCosts() {
        assertRefused(
                "unitCost must be name=number, got “sports_area”",
                "unitCost 的写法为 名称=数，现为 “sports_area”",
                "sports_area");
        assertRefused(
                "unitCost must be name=number, got “sports_area=cheap”",
                "unitCost 的写法为 名称=数，现为 “sports_area=cheap”",
                "sports_area=cheap");
        assertRefused(
                "unitCost names “sports_area” twice",
                "unitCost 中 “sports_area” 出现了两次",
                "sports_area=1",
                "sports_area=2");
    }

    private static void assertRefused(String english, String chinese, String... costs) {
        try {
            run(county(), "unitCost", List.of(costs));
        } catch (ProcessException e) {
            assertThat(Refusal.in(e).in(Language.EN)).isEqualTo(english);
            assertThat(Refusal.in(e).in(Language.ZH)).isEqualTo(chinese);
            return;
        }
        throw new AssertionError("not refused");
    }
}
