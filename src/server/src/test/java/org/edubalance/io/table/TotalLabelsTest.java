package org.edubalance.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalLabelsTest {

    private static TotalLabels.Kind kind(String cell) {
        // in the midst of others, as in a row
        char[] row = ("县计" + cell + "计合").toCharArray();
        return TotalLabels.of(row, 2, row.length - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "合计",
                "总计",
                "共计",
                "小计",
                "总和",
                "总数",
                "合计数",
                "总合计",
                "汇总",
                "累计",
                "合 计",
                "合　计",
                " 合计 ",
                "合计：",
                "合计:",
                "total",
                "Total",
                "TOTALS",
                "Grand total",
                "Sub-total",
                "subtotal",
                "Sum",
                "sum:",
                "ＴＯＴＡＬ",
                "Total ："
            })
    void knowsTotals(String cell) {
        assertThat(kind(cell)).isEqualTo(TotalLabels.Kind.TOTAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"平均", "平均值", "平 均 数", "均值", "总平均", "Average", "MEAN", "avg", "平均：", "Ａｖｇ"})
    void knowsMeans(String cell) {
        assertThat(kind(cell)).isEqualTo(TotalLabels.Kind.MEAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "全县",
                "全市",
                "全区",
                "全省",
                "全州",
                "全国",
                "全旗",
                "全镇",
                "全乡",
                "全部",
                "全体",
                "全 县：",
                "巴宜区小计",
                "小学合计",
                "初中总计",
                "各校平均",
                "各校平均值",
                "Bayi total",
                "Total schools",
                "county average",
                "合计（人）"
            })
    void takesOthersForPossible(String cell) {
        assertThat(kind(cell)).isEqualTo(TotalLabels.Kind.MAYBE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "计",
                "县",
                "巴宜区",
                "全",
                "全县小学",
                "合",
                "T",
                "640",
                "2023",
                "会计",
                "School",
                "Girls",
                "统计局",
                "第一小学",
                "12345678901234567合计"
            })
    void leavesAllElse(String cell) {
        assertThat(kind(cell)).isEqualTo(TotalLabels.Kind.NONE);
    }
}
