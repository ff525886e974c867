package org.edubalance.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.edubalance.process.EduProcessFactory;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessFactory;

/**
 * Writes {@code docs/processes.md} from what the processes say of themselves and from the examples, so that the page
 * can't drift from the code.
 */
final class ProcessPage {

    private static final int WIDEST_CELL = 90;

    /**
     * What is said of a process beside its own description.
     *
     * @param name the process, without its namespace
     * @param formula the formula in a line
     * @param section the section of {@code methods.md}
     * @param request the request document, without its ending
     * @param picture a picture of a result in {@code images/}, or null for a table
     * @param caption what the picture shows beside the process, or null where its legend says it
     */
    private record Entry(String name, String formula, String section, String request, String picture, String caption) {
        Entry(String name, String formula, String section, String request, String picture) {
            this(name, formula, section, request, picture, null);
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "KernelDensity",
                    "f(s) = Σ w_i / h² · K(d_i(s) / h), weight per km² on the ground",
                    "kernel-density--edukerneldensity",
                    "kernel-density",
                    "style-kernel-density.png"),
            new Entry(
                    "EntropyScore",
                    "s_i = Σ w_j y_ij, from 0 to 1",
                    "entropy-scores--eduentropyscore-eduentropyweights",
                    "entropy-score",
                    "style-entropy-score.png"),
            new Entry(
                    "EntropyWeights",
                    "w_j = (1 − e_j) / Σ (1 − e_j), e_j the entropy of indicator j",
                    "entropy-scores--eduentropyscore-eduentropyweights",
                    "entropy-weights",
                    "process-entropy-weights.png",
                    "The weights of the system nyingchi among the junior high schools, in the viewer"),
            new Entry(
                    "ObstacleDegree",
                    "O_ij = w_j (1 − y_ij) / Σ_k w_k (1 − y_ik), of each indicator in what is lacking",
                    "obstacles--eduobstacledegree",
                    "obstacle-degree",
                    "style-obstacles.png"),
            new Entry(
                    "CouplingCoordination",
                    "C = (Π U / (Σ U/n)^n)^(1/n), T = Σ α U, D = √(C T)",
                    "coordination--educouplingcoordination",
                    "coupling-coordination",
                    "process-coupling-coordination.png",
                    "Coordination of the dimensions of the system nyingchi, by stage, in the viewer"),
            new Entry(
                    "BalanceCoefficients",
                    "CV = √(Σ q_i (x_i − x̄)²) / x̄, q_i the school's share of the pupils",
                    "balance--edubalancecoefficients-eduinequalitymeasures-edutheildecomposition",
                    "balance-coefficients",
                    "style-county-balance.png"),
            new Entry(
                    "InequalityMeasures",
                    "CV, Gini, Theil T and L, Atkinson, Hoover and ratios of extremes",
                    "balance--edubalancecoefficients-eduinequalitymeasures-edutheildecomposition",
                    "inequality-measures",
                    "process-inequality-measures.png",
                    "Gini coefficients of six indicators between Bayi's primary schools, in the viewer"),
            new Entry(
                    "TheilDecomposition",
                    "T = Σ s_g ln(x̄_g/x̄) + Σ s_g T_g, between + within",
                    "balance--edubalancecoefficients-eduinequalitymeasures-edutheildecomposition",
                    "theil-decomposition",
                    "process-theil-decomposition.png",
                    "Six indicators of the primary schools, between and within counties, in the viewer"),
            new Entry(
                    "DagumDecomposition",
                    "G = G_w + G_nb + G_t, within + net between + transvariation",
                    "dagums-decomposition--edudagumdecomposition",
                    "dagum-decomposition",
                    "process-dagum-decomposition.png",
                    "Six indicators of the primary schools: within counties, between them, and their overlap, in the viewer"),
            new Entry(
                    "GeoDetector",
                    "q = 1 − Σ N_h σ_h² / (N σ²), the share of the variance between the strata",
                    "geographical-detector--edugeodetector",
                    "geo-detector",
                    "process-geo-detector.png",
                    "What books per pupil of the primary schools vary with, alone and in pairs, in the viewer"),
            new Entry(
                    "BalanceTrend",
                    "ln(x_T/x_0)/T = a + b ln x_0, speed = −ln(1 + b T)/T; the trend of the CV",
                    "balance-over-the-years--edubalancetrend",
                    "balance-trend",
                    "process-balance-trend.png",
                    "Coefficients of variation of the primary schools from 2018 to 2023, in the viewer"),
            new Entry(
                    "AssessSchools",
                    "ratio = value / threshold, judged by the standard's rule",
                    "standards--eduassessschools-eduassessregions-edusplitstages",
                    "assess-schools",
                    "style-standard-compliance.png"),
            new Entry(
                    "AssessRegions",
                    "every school complies, and every CV is within its limit",
                    "standards--eduassessschools-eduassessregions-edusplitstages",
                    "assess-regions",
                    "process-assess-regions.png",
                    "The verdict on the primary schools of each county, given regions, in the viewer"),
            new Entry(
                    "SplitStages",
                    "shared amounts by weighted pupils: primary 1, junior 1.1, senior 1.32",
                    "standards--eduassessschools-eduassessregions-edusplitstages",
                    "split-stages",
                    null),
            new Entry(
                    "ResourceGap",
                    "gap_j = max(0, t_j P / per_j − a_j), or to the floor where the cheapest set allows it",
                    "what-to-do--eduresourcegap-eduallocateresources-eduassesscounty-eduprojectenrolment",
                    "resource-gap",
                    "style-resource-gap.png"),
            new Entry(
                    "AllocateResources",
                    "x_i' = min(max(x_i, L), U), the least amount with CV ≤ limit",
                    "what-to-do--eduresourcegap-eduallocateresources-eduassesscounty-eduprojectenrolment",
                    "allocate-resources",
                    null),
            new Entry(
                    "AssessCounty",
                    "met, failed or not known: all of an aspect, all of the standard",
                    "what-to-do--eduresourcegap-eduallocateresources-eduassesscounty-eduprojectenrolment",
                    "assess-county",
                    null),
            new Entry(
                    "ProjectEnrolment",
                    "N(g + 1, t + 1) = r N(g, t), lacking = max(0, pupils − classes · limit)",
                    "what-to-do--eduresourcegap-eduallocateresources-eduassesscounty-eduprojectenrolment",
                    "project-enrolment",
                    null),
            new Entry(
                    "SurveySatisfaction",
                    "rate = share of answers ≥ satisfiedAt, with Wilson's 95 % interval",
                    "surveys--edusurveysatisfaction-edusurveysample-edusurveyreliability",
                    "survey-satisfaction",
                    "process-survey-satisfaction.png",
                    "Pupils of one county: the rates of items, of dimensions and of all; red is below the target"),
            new Entry(
                    "SurveySample",
                    "counts and percentages of each characteristic",
                    "surveys--edusurveysatisfaction-edusurveysample-edusurveyreliability",
                    "survey-sample",
                    "process-survey-sample.png",
                    "The pupils who answered by ethnicity, in percent, in the viewer"),
            new Entry(
                    "SurveyReliability",
                    "α = k/(k − 1) · (1 − Σ s²_item / s²_sum), Cronbach",
                    "surveys--edusurveysatisfaction-edusurveysample-edusurveyreliability",
                    "survey-reliability",
                    "process-survey-reliability.png",
                    "Alpha of three dimensions and of all their items, in the viewer"),
            new Entry(
                    "SpatialPattern",
                    "mean centre, standard deviational ellipse, nearest-neighbour ratio, Moran's I",
                    "spatial-pattern--eduspatialpattern-edulocalmoran",
                    "spatial-pattern",
                    "process-spatial-pattern.png",
                    "Standard deviational ellipses of the schools of each county, with groupBy, in the viewer"),
            new Entry(
                    "LocalMoran",
                    "I_i = z_i Σ_j w_ij z_j, with a permutation's p",
                    "spatial-pattern--eduspatialpattern-edulocalmoran",
                    "local-moran",
                    "process-local-moran.png",
                    "Books per pupil, primary and junior high schools apart by groupBy, in the viewer"),
            new Entry(
                    "HotSpots",
                    "G_i* = (Σ_j w_ij x_j − x̄ W_i) / (s √((n Σ w_ij² − W_i²) / (n − 1)))",
                    "hot-spots--eduhotspots",
                    "hot-spots",
                    "style-hot-spots.png"),
            new Entry(
                    "Accessibility",
                    "A_i = Σ_j R_j f(d_ij), R_j = S_j / Σ_k D_k f(d_kj)",
                    "accessibility--eduaccessibility-eduservicecoverage",
                    "accessibility",
                    "style-accessibility.png"),
            new Entry(
                    "ServiceCoverage",
                    "share_d = Σ D of those with a supply within d / Σ D",
                    "accessibility--eduaccessibility-eduservicecoverage",
                    "service-coverage",
                    null));

    private ProcessPage() {}

    static List<String> processes() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    static String write() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # Processes

                Every process as it describes itself to WPS, with an example over the sample data. The examples run
                unchanged on GeoServer and on the embedded server:

                    curl -H 'Content-Type: text/xml' --data-binary @sample-data/requests/kernel-density.xml \\
                        http://localhost:8080/wps

                (on GeoServer `http://localhost:8080/geoserver/ows`). An attribute input takes an attribute's name or an
                ECQL expression over attributes, such as `100*computers/pupils`. Formulas in full, with units and sources:
                [methods.md](methods.md). This page is written from the code; `mvn test` fails if it is not up to date.

                """);
        for (Entry entry : ENTRIES) {
            page.append("- [`edu:")
                    .append(entry.name)
                    .append("`](#edu")
                    .append(entry.name.toLowerCase(Locale.ROOT))
                    .append(")\n");
        }
        ProcessFactory factory = new EduProcessFactory();
        for (Entry entry : ENTRIES) {
            section(page, factory, entry);
        }
        return page.toString();
    }

    private static void section(StringBuilder page, ProcessFactory factory, Entry entry) throws IOException {
        Name name = new NameImpl(EduProcessFactory.NAMESPACE, entry.name);
        page.append("\n## edu:").append(entry.name).append("\n\n");
        page.append(factory.getDescription(name)).append("\n\n");
        String link = entry.section == null ? "methods.md" : "methods.md#" + entry.section;
        page.append("    ")
                .append(entry.formula)
                .append("\n\n[In full](")
                .append(link)
                .append(").\n\n");
        if (entry.picture != null && Files.exists(Path.of("docs/images", entry.picture))) {
            page.append("![")
                    .append(factory.getTitle(name))
                    .append("](images/")
                    .append(entry.picture)
                    .append(")\n\n");
            if (entry.caption != null) {
                page.append("*").append(entry.caption).append(".*\n\n");
            }
        }
        page.append("| input | type | default | |\n|---|---|---|---|\n");
        for (Parameter<?> parameter : factory.getParameterInfo(name).values()) {
            page.append("| `")
                    .append(parameter.key)
                    .append("`")
                    .append(parameter.minOccurs > 0 ? " (needed)" : "")
                    .append(" | ")
                    .append(type(parameter))
                    .append(" | ")
                    .append(parameter.sample == null ? "" : "`" + parameter.sample + "`")
                    .append(" | ")
                    .append(escaped(parameter.description.toString()))
                    .append(" |\n");
        }
        Parameter<?> result =
                factory.getResultInfo(name, Map.of()).values().iterator().next();
        page.append("\n**Result**: ").append(result.description).append(".\n\n");
        example(page, entry.request);
    }

    private static String type(Parameter<?> parameter) {
        Class<?> type = parameter.type;
        String text;
        if (type.isEnum()) {
            text = Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        } else if (SimpleFeatureCollection.class.isAssignableFrom(type)) {
            text = "features";
        } else if (GridCoverage2D.class.isAssignableFrom(type)) {
            text = "coverage";
        } else if (ReferencedEnvelope.class.isAssignableFrom(type)) {
            text = "bounding box";
        } else {
            text = (type.isArray() ? Array.newInstance(type, 0).getClass() : type)
                    .getSimpleName()
                    .replace("[]", "")
                    .toLowerCase(Locale.ROOT);
        }
        return parameter.maxOccurs > 1 ? text + ", repeated" : text;
    }

    private static void example(StringBuilder page, String request) throws IOException {
        page.append("**Example** [")
                .append(request)
                .append(".xml](../sample-data/requests/")
                .append(request);
        Path json = Path.of("docs/responses", request + ".json");
        page.append(".xml) gives [").append(request);
        if (!Files.exists(json)) {
            page.append(".asc](responses/").append(request).append(".asc), an ArcGrid:\n\n");
            Files.readString(Path.of("docs/responses", request + ".asc"))
                    .lines()
                    .limit(6)
                    .forEach(line -> page.append("    ").append(line).append('\n'));
            return;
        }
        page.append(".json](responses/").append(request).append(".json). Its first feature:\n\n");
        JsonNode feature = new ObjectMapper()
                .readTree(Files.readString(json))
                .path("features")
                .path(0);
        List<String> lines = new ArrayList<>();
        feature.path("properties")
                .fields()
                .forEachRemaining(field -> lines.add("| `" + field.getKey() + "` | "
                        + escaped(cut(
                                field.getValue().isNull()
                                        ? ""
                                        : field.getValue().asText())) + " |"));
        page.append("| property | value |\n|---|---|\n")
                .append(String.join("\n", lines))
                .append('\n');
    }

    private static String cut(String text) {
        return text.length() <= WIDEST_CELL ? text : text.substring(0, WIDEST_CELL - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\s+", " ");
    }
}
