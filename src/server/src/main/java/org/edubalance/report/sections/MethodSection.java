package org.edubalance.report.sections;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.edubalance.report.ReportOptions;
import org.edubalance.report.analysis.Access;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.StageMethods;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;

/** The formulas, the standard, and what the report was made with. */
final class MethodSection {

    private MethodSection() {}

    static void write(Page page) {
        page.chapter(page.text("report.method"));
        if (page.analysis().density() != null) {
            formula(
                    page,
                    page.text("report.method.density"),
                    page.text("report.method.density.text"),
                    "f(s) = Σ_i (3/π) (1 − d_i²/h²)² / h²");
        }
        formula(
                page,
                page.text("report.method.score"),
                page.text("report.method.score.text"),
                "p_ij = y_ij / Σ_i y_ij,  e_j = −(1/ln m) Σ_i p_ij ln p_ij,  w_j = (1 − e_j) / Σ_k (1 − e_k),"
                        + "  s_i = Σ_j w_j y_ij");
        formula(
                page,
                page.text("report.method.cv"),
                page.text("report.method.cv.text"),
                "x̄ = Σ P_i x_i / P,  CV = √( Σ (P_i/P) (x_i − x̄)² ) / x̄");
        formula(
                page,
                page.text("report.method.gini"),
                page.text("report.method.gini.text"),
                "G = Σ_i Σ_j q_i q_j |x_i − x_j| / (2 x̄)");
        formula(
                page,
                page.text("report.method.theil"),
                page.text("report.method.theil.text"),
                "T = Σ_i q_i (x_i/x̄) ln(x_i/x̄) = Σ_g s_g ln(x̄_g/x̄) + Σ_g s_g T_g");
        methods(page);
        formula(
                page,
                page.text("report.method.standard"),
                page.text("report.method.standard.text"),
                "r_ij = x_ij / " + page.text("report.method.standard.threshold") + "_j");
        standard(page);
        parameters(page);
    }

    /** Those of further methods that the report has results of. */
    private static void methods(Page page) {
        List<StageMethods> methods =
                page.analysis().stages().stream().map(StageResults::methods).toList();
        if (methods.stream().anyMatch(each -> !each.dagum().isEmpty())) {
            formula(
                    page,
                    page.text("report.dagum"),
                    page.text("report.method.dagum.text"),
                    "G_jh = Σ_i Σ_r |y_ji − y_hr| / (n_j n_h (ȳ_j + ȳ_h)),  G = Σ_j G_jj p_j s_j"
                            + " + Σ_jh G_jh (p_j s_h + p_h s_j)");
        }
        if (methods.stream().anyMatch(each -> !each.obstacles().isEmpty())) {
            formula(
                    page,
                    page.text("report.obstacles"),
                    page.text("report.method.obstacles.text"),
                    "O_ij = w_j (1 − y_ij) / Σ_k w_k (1 − y_ik)");
        }
        if (methods.stream().anyMatch(each -> !each.coordination().isEmpty())) {
            formula(
                    page,
                    page.text("report.coordination"),
                    page.text("report.method.coordination.text"),
                    "C = (Π U_k / (Σ U_k / n)ⁿ)^(1/n),  T = Σ α_k U_k,  D = √(C T)");
        }
        if (methods.stream().anyMatch(each -> !each.spots().isEmpty())) {
            formula(
                    page,
                    page.text("report.spots"),
                    page.text("report.method.spots.text"),
                    "G_i* = (Σ_j w_ij x_j − x̄ W_i) / (s √((n Σ_j w_ij² − W_i²) / (n − 1)))");
        }
        if (page.analysis().access().values().stream().anyMatch(access -> access.missing() == null)) {
            formula(
                    page,
                    page.text("report.access"),
                    page.text("report.method.access.text"),
                    "R_j = S_j / Σ_k D_k f(d_kj),  A_i = Σ_j R_j f(d_ij),"
                            + "  f(d) = (e^(−(d/d_0)²/2) − e^(−1/2)) / (1 − e^(−1/2))");
        }
        if (!page.analysis().trends().isEmpty()) {
            formula(
                    page,
                    page.text("report.trend"),
                    page.text("report.method.trend.text"),
                    "CV_t = a + s t,  ln(x_iT / x_i0) / T = a + b ln x_i0");
        }
    }

    private static void formula(Page page, String heading, String text, String formula) {
        page.section(heading);
        page.paragraph(text);
        page.add(new Block.Formula(formula));
    }

    /** Where the standard comes from, and its indicators with what they were computed from. */
    private static void standard(Page page) {
        Standard standard = page.analysis().standard();
        if (standard.source() != null) {
            page.paragraph(page.text("report.method.source", "title", standard.title(), "source", standard.source()));
        }
        ExpressionWords expressions = new ExpressionWords(standard, page.words());
        Table.Builder<StandardIndicator> table = Table.of(standard.indicators())
                .kind(Table.Kind.CARDS)
                .text(page.text("report.column.indicator"), indicator -> page.words()
                        .of(indicator.title()))
                .text(page.text("report.column.unit"), indicator -> page.words().of(indicator.unit()))
                .text(page.text("report.column.expression"), indicator -> expressions.of(indicator.expression()));
        for (StageResults stage : page.analysis().stages()) {
            table.figures(
                    page.text("report.column.threshold", "stage", stage.stage().title()),
                    indicator -> Numbers.exact(indicator.threshold(stage.stage())));
        }
        page.table(page.text("report.method.indicators"), table.build());
    }

    private static void parameters(Page page) {
        Analysis analysis = page.analysis();
        ReportOptions options = analysis.options();
        Map<String, String> values = new LinkedHashMap<>();
        values.put(
                page.text("report.parameter.system"),
                page.words().of(analysis.system().title()));
        values.put(
                page.text("report.parameter.standard"),
                page.words().of(analysis.standard().title()));
        if (analysis.density() != null) {
            values.put(page.text("report.parameter.radius"), DensitySection.radius(analysis.density()));
        }
        values.put(page.text("report.parameter.groupBy"), analysis.groupBy());
        values.put(page.text("report.parameter.stage"), options.stage());
        values.put(page.text("report.parameter.population"), options.population());
        if (analysis.demand() != null) {
            values.put(
                    page.text("report.parameter.demand"),
                    analysis.access().values().stream()
                            .map(Access::column)
                            .filter(Objects::nonNull)
                            .distinct()
                            .collect(Collectors.joining("; ")));
            values.put(page.text("report.parameter.capacity"), AccessSection.capacity(page));
            values.put(page.text("report.parameter.catchment"), AccessSection.kilometres(page, 1));
        }
        if (!options.mapping().isEmpty()) {
            values.put(page.text("report.parameter.mapping"), String.join("; ", options.mapping()));
        }
        page.section(page.text("report.method.parameters"));
        page.table(
                page.text("report.method.parameters"),
                Table.of(List.copyOf(values.entrySet()))
                        .text(page.text("report.column.parameter"), Map.Entry::getKey)
                        .text(page.text("report.column.value"), Map.Entry::getValue)
                        .build());
    }
}
