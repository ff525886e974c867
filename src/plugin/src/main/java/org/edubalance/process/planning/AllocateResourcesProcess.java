package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.planning.Allocation;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Notes;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Where new resources, or teachers that move, do most for the balance between schools. See {@link Allocation}. */
@DescribeProcess(
        title = "Allocate resources",
        description = "Where a resource does most for the balance between schools: how a budget is best shared out, the"
                + " least that has to be added for a coefficient of variation, or the least that has to be moved from the"
                + " best-off schools to the worst-off, as in the rotation of teachers.")
public class AllocateResourcesProcess {

    private static final String NAME = "edu:AllocateResources";

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("allocation")
            .column("change", Double.class, Row::change)
            .column("value_before", Double.class, Row::before)
            .column("value_after", Double.class, Row::after)
            .column("cv_before", Double.class, row -> row.plan().cvBefore())
            .column("cv_after", Double.class, row -> row.plan().cvAfter())
            .column("amount", Double.class, row -> row.plan().amount())
            .column(Column.of("reached", Boolean.class, Message.of("planning.column.reached"), row -> row.plan()
                    .reached()))
            .column("note", String.class, row -> row.plan().note());

    @DescribeResult(
            name = "result",
            description =
                    "The schools with change (units given, negative where taken), value_before and value_after (per"
                            + " pupil), and of their group cv_before, cv_after, amount (units added or moved in all), reached"
                            + " (whether the limit is kept) and note")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "The schools, one feature each of one stage")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "resource",
                            description =
                                    "Attribute or expression with each school's amount of the resource, for example"
                                            + " teachers or books; not per pupil")
                    String resource,
            @DescribeParameter(
                            name = "population",
                            description = "Attribute or expression with each school's pupils, greater than 0",
                            min = 0,
                            defaultValue = "pupils")
                    String population,
            @DescribeParameter(
                            name = "groupBy",
                            description =
                                    "Attribute or expression with the group of each school, such as the county; each"
                                            + " group is planned for on its own, with the same budget or limit. Schools of several"
                                            + " stages are best told apart here too",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "mode",
                            description =
                                    "ADD: new units go to the worst-off schools; TRANSFER: units are moved from the"
                                            + " best-off to the worst-off",
                            min = 0,
                            defaultValue = "ADD")
                    Mode mode,
            @DescribeParameter(
                            name = "limit",
                            description =
                                    "The coefficient of variation to reach with the least amount, for example 0.5",
                            min = 0,
                            minValue = 0)
                    Double limit,
            @DescribeParameter(
                            name = "budget",
                            description = "Instead of limit, with ADD: how many units there are to give in each group",
                            min = 0,
                            minValue = 0)
                    Double budget,
            @DescribeParameter(
                            name = "wholeUnits",
                            description = "Whether units are given and taken as wholes only, as teachers are",
                            min = 0,
                            defaultValue = "false")
                    Boolean wholeUnits,
            @DescribeParameter(
                            name = "floor",
                            description =
                                    "With TRANSFER: the amount per pupil that no school is taken below, for example the"
                                            + " threshold of a standard",
                            min = 0,
                            minValue = 0)
                    Double floor,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        checkAims(mode, limit, budget, floor);
        List<School> schools = schools(data, resource, population, groupBy, progress);
        Map<String, List<School>> groups = new TreeMap<>();
        schools.forEach(school -> groups.computeIfAbsent(school.group(), group -> new ArrayList<>())
                .add(school));
        Row[] rows = new Row[schools.size()];
        groups.forEach((group, members) -> {
            progress.check();
            plan(group, members, new Aim(mode, limit, budget, wholeUnits, floor), rows, progress);
        });
        progress.complete();
        return TABLE.extending(
                data.getSchema(), schools.stream().map(School::feature).toList(), i -> rows[i]);
    }

    private static void checkAims(Mode mode, Double limit, Double budget, Double floor) {
        Inputs.checkAtLeast("limit", limit, 0);
        Inputs.checkPositive("budget", budget);
        Inputs.checkAtLeast("floor", floor, 0);
        if (mode == Mode.TRANSFER && budget != null) {
            throw Refusal.of("planning.allocate.budget").about("budget");
        }
        if (mode == Mode.TRANSFER && limit == null) {
            throw Refusal.of("planning.allocate.limit").about("limit").missing();
        }
        if (mode == Mode.ADD && floor != null) {
            throw Refusal.of("planning.allocate.floor").about("floor");
        }
        if (limit != null && budget != null) {
            throw Refusal.of("planning.allocate.both").about("budget");
        }
        if (limit == null && budget == null) {
            throw Refusal.of("planning.allocate.neither").about("limit").missing();
        }
    }

    /** What is asked for. */
    private record Aim(Mode mode, Double limit, Double budget, boolean wholeUnits, Double floor) {

        Allocation of(double[] amounts, double[] pupils, Progress progress) {
            if (mode == Mode.TRANSFER) {
                return Allocation.ofTransfer(amounts, pupils, limit, floor == null ? 0 : floor, wholeUnits, progress);
            }
            return budget == null
                    ? Allocation.ofAddition(amounts, pupils, limit, wholeUnits, progress)
                    : Allocation.ofBudget(amounts, pupils, budget, wholeUnits, progress);
        }
    }

    /** A school and its place in the data. */
    private record School(int place, SimpleFeature feature, String group, double amount, double pupils) {

        boolean counts() {
            return pupils > 0 && !Double.isNaN(amount);
        }
    }

    /** What is planned for a group, told with each of its schools. */
    private record Plan(double cvBefore, double cvAfter, double amount, Boolean reached, Localized note) {}

    private record Row(double change, double before, double after, Plan plan) {

        /** The row of a school that takes no part. */
        static Row without(School school, Plan plan) {
            return new Row(Double.NaN, school.amount() / school.pupils(), Double.NaN, plan);
        }
    }

    private static List<School> schools(
            SimpleFeatureCollection data, String resource, String population, String groupBy, Progress progress) {
        Attribute amount = Attribute.of("resource", resource, data.getSchema());
        Attribute pupils = Attribute.of("population", population, data.getSchema());
        Attribute group = Attribute.optional("groupBy", groupBy, data.getSchema());
        List<School> schools = new ArrayList<>();
        try (SimpleFeatureIterator features = data.features()) {
            while (features.hasNext()) {
                progress.check();
                SimpleFeature feature = features.next();
                schools.add(new School(
                        schools.size(),
                        feature,
                        group == null ? Columns.ALL : group.requiredLabel(feature),
                        notNegative("resource", amount, feature),
                        notNegative("population", pupils, feature)));
            }
        }
        if (schools.isEmpty()) {
            throw Inputs.noFeatures();
        }
        LeftOut without = new LeftOut(Message.of("planning.leftout"));
        schools.stream().filter(school -> !school.counts()).forEach(school -> without.add(school.feature()));
        if (without.count() == schools.size()) {
            throw Refusal.of(without.message()).about("data");
        }
        if (without.count() > 0) {
            progress.warn(NAME, without.message());
        }
        return schools;
    }

    private static double notNegative(String input, Attribute attribute, SimpleFeature feature) {
        double number = attribute.number(feature);
        if (number < 0) {
            throw Refusal.of("planning.negative", "name", attribute.text(), "got", number)
                    .about(input)
                    .at(Places.of(feature));
        }
        return number;
    }

    /** Plans for a group; the rows of its schools go to their places. */
    private static void plan(String group, List<School> members, Aim aim, Row[] rows, Progress progress) {
        List<School> counted = members.stream().filter(School::counts).toList();
        Notes notes = new Notes();
        if (counted.size() < members.size()) {
            notes.add(Message.of("planning.note.leftout", "count", members.size() - counted.size()));
        }
        if (counted.isEmpty()) {
            Plan none = new Plan(Double.NaN, Double.NaN, Double.NaN, null, notes.orNull());
            members.forEach(school -> rows[school.place()] = Row.without(school, none));
            return;
        }
        double[] amounts = counted.stream().mapToDouble(School::amount).toArray();
        double[] pupils = counted.stream().mapToDouble(School::pupils).toArray();
        Allocation allocation;
        try {
            allocation = aim.of(amounts, pupils, progress);
        } catch (Refusal e) {
            throw group.equals(Columns.ALL)
                    ? e
                    : Refusal.because(e, "columns.group", "group", group, "message", e)
                            .about(e.input());
        }
        notes(allocation, aim, amounts, notes);
        if (Boolean.FALSE.equals(allocation.reached())) {
            Message missed =
                    Message.of("planning.note.missed", "limit", aim.limit(), "cv", shown(allocation.cvAfter()));
            progress.warn(
                    NAME,
                    group.equals(Columns.ALL)
                            ? missed
                            : Message.of("columns.group", "group", group, "message", missed));
        }
        Plan plan = new Plan(
                allocation.cvBefore(), allocation.cvAfter(), allocation.amount(), allocation.reached(), notes.orNull());
        members.forEach(school -> rows[school.place()] = Row.without(school, plan));
        for (int i = 0; i < amounts.length; i++) {
            double change = allocation.changes()[i];
            rows[counted.get(i).place()] =
                    new Row(change, amounts[i] / pupils[i], (amounts[i] + change) / pupils[i], plan);
        }
    }

    private static void notes(Allocation allocation, Aim aim, double[] amounts, Notes notes) {
        if (amounts.length == 1) {
            notes.add(Message.of("planning.note.one"));
        } else if (Double.isNaN(allocation.cvBefore())) {
            notes.add(Message.of(aim.budget() == null ? "planning.note.zero" : "planning.note.zero.budget"));
        } else if (Boolean.FALSE.equals(allocation.reached())) {
            notes.add(Message.of("planning.note.missed", "limit", aim.limit(), "cv", shown(allocation.cvAfter())));
        } else if (aim.limit() != null && allocation.amount() == 0) {
            notes.add(Message.of("planning.note.kept", "limit", aim.limit()));
        }
        if (aim.wholeUnits() && allocation.amount() != allocation.divisible()) {
            notes.add(Message.of(
                    aim.budget() == null ? "planning.note.whole" : "planning.note.budget",
                    "amount",
                    allocation.amount(),
                    "divisible",
                    shown(allocation.divisible())));
        }
    }

    private static double shown(double number) {
        return Math.round(number * 1e4) / 1e4;
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
