package org.edubalance.report;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.report.Analysis.Inequality;
import org.edubalance.report.Analysis.Region;
import org.edubalance.report.Analysis.School;
import org.edubalance.report.Analysis.Weight;
import org.edubalance.report.Html.Cell;
import org.edubalance.standards.Stage;

/** Lays an analysis out as one HTML page that needs no other file and prints well. */
final class HtmlReport {

    private final Analysis analysis;
    private final StandardFacts standard;
    private final Gaps gaps;
    private final Texts texts;
    private final Html page = new Html();

    private HtmlReport(Analysis analysis, Gaps gaps) {
        this.analysis = analysis;
        this.gaps = gaps;
        this.standard = analysis.standard();
        this.texts = new Texts(analysis.options().language());
    }

    static String of(Analysis analysis, Gaps gaps) throws IOException {
        return new HtmlReport(analysis, gaps).build();
    }

    private String build() throws IOException {
        String title = texts.get("title");
        page.raw("<!DOCTYPE html>\n<html lang=\"")
                .raw(texts.language() == Language.ZH ? "zh-CN" : "en")
                .raw("\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .element("title", title)
                .raw("<style>\n" + styleSheet() + "</style></head><body>\n")
                .element("h1", title)
                .element(
                        "p",
                        texts.get(
                                "lead",
                                standard.title(),
                                analysis.map().polygons().size(),
                                schoolCounts()));
        findings();
        gaps();
        density();
        for (Stage stage : analysis.stages()) {
            page.element("h2", heading("section.stage", stage));
            maps(stage);
            scores(stage);
            weights(stage);
            balance(stage);
            compliance(stage);
            inequality(stage);
        }
        method();
        return page.raw("</body></html>\n").toString();
    }

    private String styleSheet() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String heading(String key, Stage stage) {
        String name = texts.stage(stage);
        return texts.get(key, Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    private String schoolCounts() {
        List<String> counts = new ArrayList<>();
        for (Stage stage : analysis.stages()) {
            counts.add(texts.get("count", analysis.schools(stage).size(), texts.stage(stage)));
        }
        return String.join(texts.get("list.separator"), counts);
    }

    private void findings() {
        page.element("h2", texts.get("section.findings"));
        for (Stage stage : analysis.stages()) {
            page.element("h3", heading("section.stage", stage));
            List<String> sentences = new Findings(analysis, texts, stage).sentences();
            list("findings", sentences.isEmpty() ? List.of(texts.get("finding.none")) : sentences);
        }
    }

    /** What is missing stands early in the page, lest its absence be overlooked, and again where it is missing. */
    private void gaps() {
        if (gaps.none()) {
            return;
        }
        page.element("h2", texts.get("section.gaps"));
        list("gaps", gaps.causes(null));
        for (Stage stage : analysis.stages()) {
            List<String> causes = gaps.causes(stage);
            if (!causes.isEmpty()) {
                page.element("h3", heading("section.stage", stage));
                list("gaps", causes);
            }
        }
    }

    private void gaps(Gap.Part part, Stage stage) {
        list("gaps", gaps.causes(part, stage));
    }

    private void list(String kind, List<String> sentences) {
        if (!sentences.isEmpty()) {
            page.raw("<ul class=\"" + kind + "\">");
            sentences.forEach(sentence -> page.element("li", sentence));
            page.raw("</ul>\n");
        }
    }

    private void density() throws IOException {
        page.element("h2", texts.get("section.density"));
        gaps(Gap.Part.MAPS, null);
        String title = texts.get(analysis.density() == null ? "map.schools" : "map.density");
        MapDrawing map = new MapDrawing(analysis.map(), title);
        String legend = "";
        if (analysis.density() != null) {
            DensityPicture picture = new DensityPicture(analysis.density());
            map.picture(picture.dataUri());
            legend = "<br><span class=\"key\">0 <span class=\"ramp\" style=\"background:"
                    + DensityPicture.legendGradient()
                    + "\"></span> "
                    + Texts.number(1000 * picture.max(), 1)
                    + " " + Html.escape(texts.get("density.unit")) + "</span>"
                    + Html.escape(texts.get("density.radius", radius()));
        }
        map.regions(key -> "none").labels(analysis.map()::name);
        for (Stage stage : analysis.stages()) {
            analysis.schools(stage).forEach(school -> map.mark(analysis.place(school), Mark.PLAIN, school.name()));
        }
        page.raw("<figure>" + map.svg() + "<figcaption>" + Html.escape(title) + legend + "</figcaption></figure>\n");
    }

    private void maps(Stage stage) {
        page.raw("<div class=\"pair\">\n");
        MapDrawing scores = base("map.scores", stage);
        MapDrawing verdicts = base("map.compliance", stage);
        analysis.schools(stage).forEach(school -> {
            scores.mark(
                    analysis.place(school),
                    Mark.level(school.level()),
                    school.name() + ": " + Texts.number(school.score(), 3));
            verdicts.mark(
                    analysis.place(school),
                    Mark.compliance(school.compliant()),
                    school.name() + (school.reasons() == null ? "" : ": " + school.reasons()));
        });
        StringBuilder levels = new StringBuilder();
        for (int level = 1; level <= 5; level++) {
            levels.append(Mark.level(level).legend(texts.get("level." + level)));
        }
        if (analysis.schools(stage).stream().anyMatch(school -> school.level() == 0)) {
            levels.append(Mark.NOT_COUNTED.legend(texts.get("level.0")));
        }
        if (analysis.scored(stage)) {
            figure(scores, heading("map.scores", stage), levels.toString());
        }
        figure(
                verdicts,
                heading("map.compliance", stage),
                Mark.MET.legend(texts.get("met"))
                        + Mark.NOT_MET.legend(texts.get("not.met"))
                        + Mark.NOT_COUNTED.legend(texts.get("not.counted")));
        page.raw("</div>\n");
    }

    private MapDrawing base(String key, Stage stage) {
        return new MapDrawing(analysis.map(), heading(key, stage))
                .regions(region -> "#f4f4f0")
                .labels(analysis.map()::name);
    }

    private void figure(MapDrawing map, String caption, String legend) {
        page.raw("<figure class=\"half\">")
                .raw(map.svg())
                .raw("<figcaption>" + Html.escape(caption) + "<br>" + legend + "</figcaption></figure>\n");
    }

    private void scores(Stage stage) {
        page.element("h3", texts.get("section.scores"));
        gaps(Gap.Part.SCORES, stage);
        if (!analysis.scored(stage)) {
            return;
        }
        List<School> schools = analysis.schools(stage);
        Map<String, Double> means = Findings.meanScores(
                schools.stream().filter(school -> !Double.isNaN(school.score())).toList());
        // from the highest mean down, regions without a score last
        List<String> regions = schools.stream()
                .map(School::region)
                .distinct()
                .sorted(Comparator.comparingDouble(region -> -means.getOrDefault(region, -1.0)))
                .toList();
        Map<String, List<Double>> groups = new LinkedHashMap<>();
        for (String region : regions) {
            groups.put(
                    analysis.map().name(region),
                    schools.stream()
                            .filter(school -> school.region().equals(region) && !Double.isNaN(school.score()))
                            .map(School::score)
                            .toList());
        }
        page.raw(BoxPlots.svg(texts.get("section.scores"), groups)).element("p", texts.get("scores.note"));
        List<List<Cell>> rows = new ArrayList<>();
        groups.forEach((name, values) -> rows.add(List.of(
                Cell.text(name),
                Cell.count(values.size()),
                Cell.number(values.stream().mapToDouble(v -> v).average().orElse(Double.NaN), 3),
                Cell.number(values.stream().mapToDouble(v -> v).min().orElse(Double.NaN), 3),
                Cell.number(values.stream().mapToDouble(v -> v).max().orElse(Double.NaN), 3))));
        page.table(headings("region", "schools", "mean", "lowest", "highest"), rows);
    }

    private void weights(Stage stage) {
        if (!analysis.scored(stage)) {
            return;
        }
        page.element("h3", texts.get("section.weights"));
        gaps(Gap.Part.WEIGHTS, stage);
        List<List<Cell>> rows = new ArrayList<>();
        for (Weight weight : analysis.weights(stage)) {
            rows.add(List.of(
                    Cell.text(analysis.system().of(weight.dimension())),
                    Cell.text(analysis.system().of(weight.indicator())),
                    Cell.text(analysis.system().unit(weight.indicator())),
                    Cell.number(weight.mean(), 2),
                    Cell.number(weight.entropy(), 4),
                    Cell.number(weight.weight(), 4)));
        }
        page.table(headings("dimension", "indicator", "unit", "mean", "entropy", "weight"), rows);
    }

    private void balance(Stage stage) {
        page.element("h3", texts.get("section.balance"));
        double limit = standard.limit(stage);
        List<String> headings = headings("region", "schools");
        if (standard.minMet() > 0) {
            headings.add(texts.get("column.complying"));
        }
        standard.indicators().forEach(indicator -> headings.add(indicator.title()));
        headings.addAll(headings("cv", "verdict"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Region region : analysis.regions(stage)) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.text(analysis.map().name(region.key())));
            row.add(Cell.count(region.schools()));
            if (standard.minMet() > 0) {
                row.add(Cell.count(region.compliant()).shadedIf(region.compliant() < region.schools()));
            }
            for (double cv : region.cvs().values()) {
                row.add(Cell.number(cv, 2).shadedIf(standard.eachLimited() && cv > limit));
            }
            row.add(Cell.number(region.cv(), 2).shadedIf(!standard.eachLimited() && region.cv() > limit));
            row.add(Cell.text(verdict(region.balanced())).shadedIf(Boolean.FALSE.equals(region.balanced())));
            rows.add(row);
        }
        page.raw("<div class=\"scroll\">").table(headings, rows).raw("</div>\n");
        String note = standard.eachLimited() ? "balance.note.each" : "balance.note.mean";
        page.element("p", Double.isNaN(limit) ? texts.get("balance.note") : texts.get(note, Texts.number(limit, 2)));
        gaps(Gap.Part.BALANCE, stage);
        balanceMap(stage, limit);
    }

    private void balanceMap(Stage stage, double limit) {
        Map<String, Region> regions = new LinkedHashMap<>();
        analysis.regions(stage).forEach(region -> regions.put(region.key(), region));
        MapDrawing map = new MapDrawing(analysis.map(), heading("map.balance", stage))
                .regions(key -> Balance.of(regions.get(key), limit, standard.eachLimited())
                        .colour())
                .labels(key -> analysis.map().name(key)
                        + (regions.containsKey(key)
                                ? " " + Texts.number(regions.get(key).cv(), 2)
                                : ""));
        StringBuilder legend = new StringBuilder();
        for (Balance balance : Balance.values()) {
            legend.append("<span class=\"key\"><span class=\"swatch\" style=\"background:")
                    .append(balance.colour())
                    .append("\"></span>")
                    .append(Html.escape(texts.get("balance." + balance.name())))
                    .append("</span> ");
        }
        figure(map, heading("map.balance", stage), legend.toString());
    }

    private String verdict(Boolean balanced) {
        return balanced == null ? "–" : texts.get(balanced ? "balanced.yes" : "balanced.no");
    }

    private void compliance(Stage stage) {
        List<School> failing = analysis.schools(stage).stream()
                .filter(school -> Boolean.FALSE.equals(school.compliant()) || school.excluded() != null)
                .sorted(Comparator.comparing(School::region).thenComparing(School::name))
                .toList();
        if (standard.minMet() == 0 && failing.isEmpty()) {
            return;
        }
        page.element("h3", texts.get("section.compliance"))
                .element(
                        "p",
                        texts.get(
                                "compliance.note",
                                standard.minMet(),
                                standard.indicators().size(),
                                Texts.percent(standard.floorShare())));
        List<List<Cell>> rows = new ArrayList<>();
        for (School school : failing) {
            boolean counted = school.excluded() == null;
            rows.add(List.of(
                    Cell.text(analysis.map().name(school.region())),
                    Cell.text(school.name()),
                    Cell.text(counted ? texts.get("not.met") : texts.get("not.counted")),
                    Cell.text(counted ? school.reasons() : school.excluded())));
        }
        if (!rows.isEmpty()) {
            page.raw("<div class=\"reasons\">")
                    .table(headings("region", "school", "verdict", "reasons"), rows)
                    .raw("</div>\n");
        }
    }

    private void inequality(Stage stage) {
        List<Inequality> inequalities = analysis.inequalities(stage);
        page.element("h3", texts.get("section.lorenz"));
        gaps(Gap.Part.INEQUALITY, stage);
        if (inequalities.isEmpty()) {
            return;
        }
        page.raw(LorenzCurves.svg(
                        texts.get("section.lorenz"),
                        texts.get("lorenz.pupils"),
                        texts.get("lorenz.resource"),
                        curves(stage, inequalities)))
                .element("p", texts.get("lorenz.note"))
                .element("h3", texts.get("section.split"))
                .raw(SplitBars.svg(
                        texts.get("section.split"),
                        inequalities,
                        inequalities.stream()
                                .map(i -> analysis.title(i.indicator()))
                                .toList()))
                .raw("<p><span class=\"key\"><span class=\"swatch between\"></span>")
                .raw(Html.escape(texts.get("column.between")))
                .raw("</span> <span class=\"key\"><span class=\"swatch within\"></span>")
                .raw(Html.escape(texts.get("column.within")) + "</span></p>\n");
        List<List<Cell>> rows = new ArrayList<>();
        for (Inequality inequality : inequalities) {
            rows.add(List.of(
                    Cell.text(analysis.title(inequality.indicator())),
                    Cell.text(standard.unit(inequality.indicator())),
                    Cell.number(inequality.mean(), 2),
                    Cell.number(inequality.gini(), 3),
                    Cell.number(inequality.theil(), 4),
                    Cell.number(inequality.between(), 4),
                    Cell.number(inequality.within(), 4),
                    new Cell(Texts.percent(inequality.betweenShare()), true, false)));
        }
        page.table(headings("indicator", "unit", "mean", "gini", "theil", "between", "within", "share"), rows);
    }

    /** The curves are drawn from the values that the Gini coefficients were computed from. */
    private List<LorenzCurves.Curve> curves(Stage stage, List<Inequality> inequalities) {
        List<School> counted = analysis.counted(stage);
        List<LorenzCurves.Curve> curves = new ArrayList<>();
        for (Inequality inequality : inequalities) {
            List<School> valued = counted.stream()
                    .filter(school -> !Double.isNaN(school.values().get(inequality.indicator())))
                    .toList();
            curves.add(new LorenzCurves.Curve(
                    texts.get(
                            "lorenz.curve", analysis.title(inequality.indicator()), Texts.number(inequality.gini(), 3)),
                    valued.stream()
                            .mapToDouble(school -> school.values().get(inequality.indicator()))
                            .toArray(),
                    valued.stream().mapToDouble(School::pupils).toArray()));
        }
        return curves;
    }

    private void method() {
        ReportOptions options = analysis.options();
        page.element("h2", texts.get("section.method"));
        for (String part : List.of("density", "score", "cv", "lorenz", "theil", "standard")) {
            page.element("h3", texts.get("method." + part + ".title"))
                    .element("p", texts.get("method." + part))
                    .raw("<p class=\"formula\">" + texts.get("method." + part + ".formula") + "</p>\n");
        }
        page.element("p", texts.get("standard.source", standard.title(), standard.source()));
        List<List<Cell>> rows = new ArrayList<>();
        for (StandardFacts.Indicator indicator : standard.indicators()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(indicator.title()), Cell.text(indicator.unit()), Cell.text(indicator.expression())));
            analysis.stages().forEach(stage -> row.add(new Cell(threshold(indicator.threshold(stage)), true, false)));
            rows.add(row);
        }
        List<String> headings = new ArrayList<>(headings("indicator", "unit", "expression"));
        analysis.stages().forEach(stage -> headings.add(texts.get("column.threshold", texts.stage(stage))));
        page.table(headings, rows).element("h3", texts.get("method.parameters"));
        List<List<Cell>> parameters = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("system", analysis.system().system());
        values.put("standard", standard.title());
        values.put("radius", radius());
        values.put("groupBy", options.groupBy());
        values.put("stage", options.stage());
        values.put("population", options.population());
        if (!options.mapping().isEmpty()) {
            values.put("mapping", String.join("; ", options.mapping()));
        }
        values.forEach(
                (name, value) -> parameters.add(List.of(Cell.text(texts.get("parameter." + name)), Cell.text(value))));
        page.table(headings("parameter", "value"), parameters);
    }

    /** The radius that the density was estimated with, which the process chose. */
    private String radius() {
        Object radius = analysis.density() == null ? null : analysis.density().getProperty("radius");
        return radius == null ? "–" : Texts.number(Double.parseDouble(radius.toString()) / 1000, 1) + " km";
    }

    private static String threshold(double value) {
        return Double.isNaN(value)
                ? "–"
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private List<String> headings(String... keys) {
        List<String> headings = new ArrayList<>();
        for (String key : keys) {
            headings.add(texts.get("column." + key));
        }
        return headings;
    }
}
