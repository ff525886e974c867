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
                "Total ：",
                "合计（人）",
                "总计（6所）"
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
                "最大值",
                "最 小 值：",
                "中位数",
                "标准差",
                "变异系数",
                "Max",
                "minimum",
                "Median",
                "Std",
                "共 6 所",
                "共6所学校",
                "合计：6所",
                "学校数：6",
                "Total schools: 6",
                "Total: 6"
            })
    void knowsStatistics(String cell) {
        assertThat(kind(cell)).isEqualTo(TotalLabels.Kind.STATISTIC);
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
                "巴宜区 汇总",
                "巴宜区 计数",
                "2024年合计",
                "巴宜区小计（3所）",
                "Grand Count",
                "学校数",
                "其中：女",
                "求和项:在校生数"
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
                "共和小学",
                "合作市",
                "全日制",
                "总部小学",
                "Viscount",
                "Total Learning School",
                "Town",
                "12345678901234567合计"
            })
    void leavesAllElse(String cell) {
        assertThat(kind(cell)).isEqualTo(TotalLabels.Kind.NONE);
    }
}
