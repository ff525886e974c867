package org.edubalance.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.standards.CvLimit;
import org.edubalance.standards.RegionTally;
import org.edubalance.standards.RegionVerdict;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.SchoolVerdict;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import scala.Tuple2;

/**
 * A standard applied to schools, row by row, and to regions, by tallies that are put together in the order of the rows.
 * Writes {@code schools}, the rows with the verdicts on them, and {@code regions}, a row for each group and stage.
 */
final class AssessJob {

    /** The tallies of a group by the names of the stages, and how many rows could not be read. */
    private static final class Tallies implements Serializable {
        private static final long serialVersionUID = 1L;

        private final TreeMap<String, RegionTally> byStage = new TreeMap<>();
        private long rejected;
        private long pupils;

        Tallies merge(Tallies later) {
            later.byStage.forEach((stage, tally) -> byStage.merge(stage, tally, RegionTally::merge));
            rejected += later.rejected;
            pupils += later.pupils;
            return this;
        }
    }

    private AssessJob() {}

    static void run(Run run) {
        Inputs in = run.inputs();
        String standardText = in.optional("standard");
        String population = in.optional("population");
        List<String> mapping = in.all("mapping");
        String stage = in.optional("stage");
        String schoolType = in.optional("schoolType");
        String groupBy = in.optional("groupBy");
        Source data = run.data();
        in.checkAllUsed("assess");
        SchoolRows.Read read = SchoolRows.of(
                data,
                standardText == null ? "cn-2017-quality" : standardText,
                population == null ? "pupils" : population,
                mapping,
                stage,
                schoolType,
                groupBy,
                run.language());
        SchoolRows schools = read.reader();
        Dataset<Row> rows = read.rows();
        Map<String, Tallies> tallies = Grouped.figures(
                rows.javaRDD(), group -> new Tallies(), (row, of) -> add(schools, row, of::apply), Tallies::merge);
        long rejected = tallies.values().stream().mapToLong(all -> all.rejected).sum();
        Rejects.write(run, rows, data.columns().size(), rejected, schools);
        if (tallies.values().stream().allMatch(all -> all.byStage.isEmpty())) {
            throw Refusal.of("spark.data.empty", "rejected", rejected).about("data");
        }
        if (tallies.values().stream().allMatch(all -> all.pupils == 0)) {
            throw Refusal.of("spark.assess.pupils", "column", population == null ? "pupils" : population)
                    .about("population");
        }
        FilterFunction<Row> usable = row -> schools.reason(row) == null;
        Dataset<Row> good = rows.filter(usable);
        checkUnique(good.javaRDD(), schools);
        writeSchools(run, good, schools, data);
        writeRegions(run, tallies, schools);
    }

    private interface TalliesOf {
        Tallies of(String group);
    }

    private static void add(SchoolRows schools, Row row, TalliesOf groups) {
        String given = schools.group(row);
        String group = given == null || given.isBlank() ? "" : given;
        Tallies tallies = groups.of(group);
        Stage stage = schools.stage(row);
        if (schools.reason(row) != null) {
            tallies.rejected++;
            if (stage != null && !group.isEmpty()) {
                tallies.byStage
                        .computeIfAbsent(
                                stage.name(), name -> schools.assessor().tally())
                        .leaveOut();
            }
            return;
        }
        SchoolFigures school = schools.school(row);
        tallies.pupils += school.hasPupils() ? 1 : 0;
        RegionTally tally = tallies.byStage.computeIfAbsent(
                stage.name(), name -> schools.assessor().tally());
        schools.assessor().add(tally, school, schools.assessor().assess(school));
    }

    /** Refuses a school that is there twice at a stage of a group, since it would count twice. */
    private static void checkUnique(JavaRDD<Row> rows, SchoolRows schools) {
        List<Tuple2<List<String>, Integer>> twice = rows.filter(row -> schools.id(row) != null)
                .mapToPair(row -> new Tuple2<List<String>, Integer>(
                        new ArrayList<>(
                                List.of(schools.id(row), schools.stage(row).name(), schools.group(row))),
                        1))
                .reduceByKey(Integer::sum)
                .filter(found -> found._2() > 1)
                .take(1);
        if (!twice.isEmpty()) {
            List<String> key = twice.get(0)._1();
            throw Refusal.of(
                            "spark.assess.twice",
                            "id",
                            key.get(0),
                            "stage",
                            key.get(1),
                            "group",
                            key.get(2),
                            "count",
                            twice.get(0)._2())
                    .about("data");
        }
    }

    private static void writeSchools(Run run, Dataset<Row> good, SchoolRows schools, Source data) {
        StructType schema = new StructType();
        List<Integer> kept = new ArrayList<>();
        List<String> results = new ArrayList<>(List.of("met", "below_floor", "compliant", "excluded", "reasons"));
        for (StandardIndicator indicator : schools.standard().indicators()) {
            results.add("ratio_" + indicator.id());
        }
        for (int i = 0; i < data.columns().size(); i++) {
            String name = data.columns().get(i);
            if (results.contains(name)) {
                run.notes().accept(Message.of("spark.score.replaced", "column", name));
            } else {
                kept.add(i);
                schema = schema.add(good.schema().fields()[i]);
            }
        }
        schema = schema.add("met", DataTypes.IntegerType)
                .add("below_floor", DataTypes.IntegerType)
                .add("compliant", DataTypes.BooleanType)
                .add("excluded", DataTypes.StringType)
                .add("reasons", DataTypes.StringType);
        for (String ratio : results.subList(5, results.size())) {
            schema = schema.add(ratio, DataTypes.DoubleType);
        }
        Language language = run.language();
        int[] own = kept.stream().mapToInt(Integer::intValue).toArray();
        MapFunction<Row, Row> judged = row -> {
            SchoolVerdict verdict = schools.assessor().assess(schools.school(row));
            List<Object> values = new ArrayList<>();
            for (int i : own) {
                values.add(row.get(i));
            }
            values.add(verdict.met());
            values.add(verdict.belowFloor());
            values.add(verdict.compliant());
            values.add(verdict.excluded() == null ? null : verdict.excluded().in(language));
            values.add(verdict.reasons().in(language));
            for (double ratio : verdict.ratios()) {
                values.add(orNull(ratio));
            }
            return RowFactory.create(values.toArray());
        };
        Tables.write(run, "schools", good.map(judged, Encoders.row(schema)), data);
    }

    private static void writeRegions(Run run, Map<String, Tallies> groups, SchoolRows schools) {
        Standard standard = schools.standard();
        List<Row> rows = new ArrayList<>();
        groups.forEach((group, tallies) -> {
            Map<Stage, RegionTally> byStage = new TreeMap<>();
            tallies.byStage.forEach(
                    (stage, tally) -> byStage.put(standard.schooling().named(stage), tally));
            byStage.forEach((stage, tally) ->
                    rows.add(region(run, group, stage, schools.assessor().assess(stage, tally), standard.cvLimit())));
        });
        StructType schema = new StructType()
                .add("group", DataTypes.StringType)
                .add("stage", DataTypes.StringType)
                .add("schools", DataTypes.IntegerType)
                .add("compliant_schools", DataTypes.IntegerType)
                .add("compliant_share", DataTypes.DoubleType);
        for (StandardIndicator indicator : standard.indicators()) {
            schema = schema.add("cv_" + indicator.id(), DataTypes.DoubleType);
        }
        schema = schema.add("cv", DataTypes.DoubleType)
                .add("limit_each_cv", DataTypes.DoubleType)
                .add("limit_cv", DataTypes.DoubleType)
                .add("balanced", DataTypes.BooleanType)
                .add("missing", DataTypes.IntegerType)
                .add("excluded", DataTypes.IntegerType)
                .add("excluded_schools", DataTypes.StringType)
                .add("reasons", DataTypes.StringType);
        Tables.write(run, "regions", run.spark().createDataFrame(rows, schema).coalesce(1), null);
    }

    private static Row region(Run run, String group, Stage stage, RegionVerdict verdict, CvLimit limit) {
        List<Object> values = new ArrayList<>();
        values.add(group);
        values.add(stage.name());
        values.add(verdict.schools());
        values.add(verdict.compliant());
        values.add(
                verdict.compliant() == null || verdict.schools() == 0
                        ? null
                        : (double) verdict.compliant() / verdict.schools());
        for (double cv : verdict.cvs()) {
            values.add(orNull(cv));
        }
        values.add(orNull(verdict.cv()));
        values.add(limit(limit, CvLimit.Basis.EACH, stage));
        values.add(limit(limit, CvLimit.Basis.COMPREHENSIVE, stage));
        values.add(verdict.balanced());
        values.add(verdict.missing());
        values.add(verdict.excluded().points().size());
        values.add(verdict.excluded().in(run.language()));
        values.add(verdict.reasons().in(run.language()));
        return RowFactory.create(values.toArray());
    }

    private static Double limit(CvLimit limit, CvLimit.Basis basis, Stage stage) {
        return limit == null || limit.basis() != basis ? null : orNull(limit.limit(stage));
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
