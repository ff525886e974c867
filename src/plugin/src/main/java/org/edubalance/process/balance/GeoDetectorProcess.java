package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.edubalance.balance.GeoDetector;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Classification;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/**
 * How much of an attribute's variance each factor accounts for, alone and together with each other one, see {@link
 * GeoDetector}. All is computed over the features that have the attribute and every factor, so that the shares compare.
 * Numbers are classed first, unless there are no more different ones than classes or they are said to be codes; how is
 * part of the result. A stratum of one feature has no variance and would pass for explained: a factor with one is refused,
 * unless such features are to be left out; where two factors together make some, {@code note} counts them.
 */
@DescribeProcess(
        title = "Geographical detector",
        description =
                "How much of an attribute's variance lies between the classes of each factor (the q statistic, with"
                        + " its significance), and how each two factors work together.")
public class GeoDetectorProcess {

    private static final String NAME = "edu:GeoDetector";
    private static final int ROWS_BETWEEN_CHECKS = 1024;

    /** Two strata of one and two features. */
    private static final int FEWEST = 3;

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("GeoDetector")
            .column(column("factor", String.class, Row::factor))
            .column(Column.of("other", String.class, Message.of("balance.column.otherFactor"), Row::other))
            .column(column("q", Double.class, row -> row.detector.q()))
            .column(column("f", Double.class, row -> row.detector.f()))
            .column(column("p", Double.class, row -> row.detector.p()))
            .column(column("strata", Integer.class, row -> row.detector.strata()))
            .column(column("interaction", String.class, row -> row.interaction == null ? null : row.interaction.name()))
            .column("count", Integer.class, Row::count)
            .column("missing", Integer.class, Row::missing)
            .column(column("classing", String.class, Row::classing))
            .column("note", String.class, Row::note);

    private static Column<Row> column(String name, Class<?> type, Function<Row, Object> value) {
        return Column.of(name, type, Message.of("balance.column." + name), value);
    }

    @DescribeResult(
            name = "result",
            description = "Rows factor, other (of a pair), q (share of the variance between the strata), f and p"
                    + " (noncentral F), strata, interaction (of a pair: WEAKEN_NONLINEAR, WEAKEN_UNIVARIATE,"
                    + " ENHANCE_BIVARIATE, INDEPENDENT or ENHANCE_NONLINEAR), count (features used), missing (features"
                    + " without a value), classing (how numbers were classed), note")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Features, such as schools or districts")
                    SimpleFeatureCollection data,
            @DescribeParameter(name = "attribute", description = "What varies: an attribute or ECQL expression")
                    String attribute,
            @DescribeParameter(
                            name = "factors",
                            description =
                                    "A factor: [name=]attribute or ECQL expression[:classes|:category], for example"
                                            + " county, income:4 (numbers in four classes) or soil:category (numbers that are"
                                            + " codes)",
                            collectionType = String.class,
                            min = 1)
                    List<String> factors,
            @DescribeParameter(
                            name = "classes",
                            description = "Number of classes for factors that are numbers",
                            min = 0,
                            defaultValue = "5",
                            minValue = 2,
                            maxValue = FactorInput.MOST_CLASSES)
                    Integer classes,
            @DescribeParameter(
                            name = "classification",
                            description = "How numbers are classed",
                            min = 0,
                            defaultValue = "NATURAL_BREAKS")
                    Classification classification,
            @DescribeParameter(
                            name = "singles",
                            description = "Strata of one feature, which has no variance and would pass for explained:"
                                    + " refused, or their features left out",
                            min = 0,
                            defaultValue = "ERROR")
                    SingleStrata singles,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        Inputs.checkRange("classes", classes, 2, FactorInput.MOST_CLASSES);
        Inputs.checkData(data);
        SimpleFeatureType type = data.getSchema();
        Table table = new Table(Attribute.of("attribute", attribute, type), FactorInput.parse(factors, type));
        table.read(data, progress);
        progress.report(0.4);

        List<Strata> strata = table.strata(classes, classification, progress);
        if (singles == SingleStrata.EXCLUDE) {
            LeftOut leftOut = new LeftOut(Message.of("leftout.stratum"));
            while (table.dropSingles(strata, leftOut)) {
                strata = table.strata(classes, classification, progress);
            }
            if (leftOut.count() > 0) {
                progress.warn(NAME, leftOut.message());
            }
        } else {
            table.refuseSingles(strata);
        }
        double[] values = table.values();
        int n = strata.size();
        List<Row> rows = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            progress.check();
            rows.add(table.single(j, detector(values, strata.get(j).numbers()), strata.get(j)));
        }
        int done = n;
        for (int j = 0; j < n; j++) {
            for (int k = j + 1; k < n; k++) {
                int[] both = GeoDetector.overlay(
                        strata.get(j).numbers(), strata.get(k).numbers());
                rows.add(table.pair(rows.get(j), rows.get(k), detector(values, both)));
                progress.report(0.4 + 0.6 * ++done / (n * (n + 1) / 2.0));
            }
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private static GeoDetector detector(double[] values, int[] strata) {
        try {
            return GeoDetector.of(values, strata);
        } catch (Refusal e) {
            throw e.about("attribute");
        }
    }

    private record Row(
            String factor,
            String other,
            GeoDetector detector,
            GeoDetector.Interaction interaction,
            int count,
            int missing,
            Localized classing,
            Message note) {}

    /** The features that have every value, with their values. */
    private static final class Table {

        private final Attribute attribute;
        private final List<FactorInput> factors;
        private final List<SimpleFeature> features = new ArrayList<>();
        private final List<Double> attributes = new ArrayList<>();
        private final List<List<Object>> columns = new ArrayList<>();
        private int missing;

        Table(Attribute attribute, List<FactorInput> factors) {
            this.attribute = attribute;
            this.factors = factors;
            factors.forEach(factor -> columns.add(new ArrayList<>()));
        }

        void read(SimpleFeatureCollection data, Progress progress) {
            Map<String, Integer> lacking = new LinkedHashMap<>();
            int rows = 0;
            try (SimpleFeatureIterator iterator = data.features()) {
                while (iterator.hasNext()) {
                    if (rows++ % ROWS_BETWEEN_CHECKS == 0) {
                        progress.check();
                    }
                    add(iterator.next(), lacking);
                }
            }
            if (rows == 0) {
                throw Inputs.noFeatures();
            }
            missing = rows - features.size();
            List<Message> what = new ArrayList<>();
            lacking.forEach(
                    (name, count) -> what.add(Message.of("scoring.excluded.by", "indicator", name, "count", count)));
            if (features.size() < FEWEST) {
                throw Refusal.of("balance.detector.rows", "got", features.size(), "features", rows)
                        .about("data");
            }
            if (missing > 0) {
                progress.warn(
                        NAME,
                        Message.of("balance.detector.missing", "count", missing, "features", rows, "values", what));
            }
        }

        private void add(SimpleFeature feature, Map<String, Integer> lacking) {
            double value = attribute.number(feature);
            boolean whole = !Double.isNaN(value);
            if (!whole) {
                lacking.merge(attribute.text(), 1, Integer::sum);
            }
            List<Object> row = new ArrayList<>();
            for (FactorInput factor : factors) {
                Object found = valueOf(factor, feature);
                if (found == null) {
                    whole = false;
                    lacking.merge(factor.name(), 1, Integer::sum);
                }
                row.add(found);
            }
            if (whole) {
                features.add(feature);
                attributes.add(value);
                for (int j = 0; j < row.size(); j++) {
                    columns.get(j).add(row.get(j));
                }
            }
        }

        /** A number or a text, null where there is none. */
        private static Object valueOf(FactorInput input, SimpleFeature feature) {
            Attribute factor = input.factor().attribute();
            if (input.classes() != null || !input.category() && factor.value(feature) instanceof Number) {
                double number = factor.number(feature);
                return Double.isNaN(number) ? null : (Object) number;
            }
            String label = factor.label(feature);
            return label == null || label.isBlank() ? null : label;
        }

        double[] values() {
            return attributes.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /** The strata of each factor. */
        List<Strata> strata(int classes, Classification classification, Progress progress) {
            List<Strata> strata = new ArrayList<>();
            for (int j = 0; j < factors.size(); j++) {
                progress.check();
                FactorInput factor = factors.get(j);
                Strata own = classed(columns.get(j), factor, classes, classification);
                if (own.names().size() < 2) {
                    throw Refusal.of(
                                    "balance.detector.factor.one",
                                    "factor",
                                    factor.name(),
                                    "got",
                                    own.names().get(0))
                            .about("factors");
                }
                if (own.names().size() == features.size()) {
                    throw Refusal.of("balance.detector.factor.rows", "factor", factor.name(), "got", features.size())
                            .about("factors");
                }
                strata.add(own);
            }
            return strata;
        }

        void refuseSingles(List<Strata> strata) {
            for (int j = 0; j < factors.size(); j++) {
                int row = strata.get(j).single();
                if (row >= 0) {
                    throw Refusal.of(
                                    "balance.detector.factor.single",
                                    "factor",
                                    factors.get(j).name(),
                                    "stratum",
                                    strata.get(j).names().get(strata.get(j).numbers()[row]))
                            .about("factors")
                            .at(Places.of(features.get(row)));
                }
            }
        }

        /** Leaves out the features that are alone in a stratum of some factor; false where there are none. */
        boolean dropSingles(List<Strata> strata, LeftOut leftOut) {
            BitSet alone = new BitSet();
            strata.forEach(own -> alone.or(own.singles()));
            if (alone.isEmpty()) {
                return false;
            }
            int all = features.size();
            alone.stream().forEach(row -> leftOut.add(features.get(row)));
            keep(features, alone);
            keep(attributes, alone);
            columns.forEach(column -> keep(column, alone));
            if (features.size() < FEWEST) {
                throw Refusal.of("balance.detector.rows", "got", features.size(), "features", all + missing)
                        .about("data");
            }
            return true;
        }

        private static <T> void keep(List<T> rows, BitSet without) {
            List<T> kept = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                if (!without.get(i)) {
                    kept.add(rows.get(i));
                }
            }
            rows.clear();
            rows.addAll(kept);
        }

        private static Strata classed(
                List<Object> column, FactorInput factor, int classes, Classification classification) {
            boolean numbers = column.stream().allMatch(Double.class::isInstance);
            if (numbers) {
                double[] values =
                        column.stream().mapToDouble(value -> (Double) value).toArray();
                boolean few = new TreeSet<>(column).size() <= classes;
                if (factor.classes() != null || !few) {
                    return Strata.ofClasses(
                            values, factor.classes() == null ? classes : factor.classes(), classification);
                }
            }
            return Strata.ofCategories(column.stream().map(Table::text).toList());
        }

        private static String text(Object value) {
            return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : String.valueOf(value);
        }

        Row single(int j, GeoDetector detector, Strata strata) {
            return new Row(
                    factors.get(j).name(), null, detector, null, features.size(), missing, strata.classing(), null);
        }

        Row pair(Row first, Row second, GeoDetector both) {
            GeoDetector.Interaction interaction =
                    GeoDetector.Interaction.of(first.detector.q(), second.detector.q(), both.q());
            Message note = both.singles() == 0
                    ? null
                    : Message.of("balance.detector.note.singles", "count", both.singles(), "strata", both.strata());
            return new Row(first.factor, second.factor, both, interaction, features.size(), missing, null, note);
        }
    }
}
