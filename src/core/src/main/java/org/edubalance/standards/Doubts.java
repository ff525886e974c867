package org.edubalance.standards;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/** What looks wrong in schools' figures though a verdict can be reached: a user should know it before believing one. */
public final class Doubts {

    /** The share of its threshold under which the median of an indicator looks as if it had another unit. */
    private static final double UNLIKELY = 0.01;

    private static final String YUAN = "元";

    private Doubts() {}

    /** The doubts about the schools that a standard counts, whatever their stages and regions. */
    public static List<Message> about(List<SchoolFigures> schools, Standard standard) {
        Assessor assessor = new Assessor(standard);
        List<SchoolFigures> counted = schools.stream()
                .filter(school -> assessor.exclusion(school) == null)
                .toList();
        List<Message> doubts = new ArrayList<>();
        List<String> unweighted = Assessor.namesOf(counted, school -> !school.hasPupils());
        if (!unweighted.isEmpty()) {
            doubts.add(Assessor.withoutPupils(unweighted.size(), unweighted));
        }
        List<String> untyped = Assessor.namesOf(counted, standard.exclusions()::mightExclude);
        if (!untyped.isEmpty()) {
            doubts.add(assessor.withoutType(untyped.size(), untyped));
        }
        Map<Stage, List<SchoolFigures>> byStage = counted.stream().collect(Collectors.groupingBy(SchoolFigures::stage));
        List<Stage> stages = List.copyOf(standard.stages());
        Message[] units = new Message[standard.indicators().size() * stages.size()];
        Workers.of(Monitor.NONE).each(units.length, Math.max(1, counted.size()), i -> {
            int j = i / stages.size();
            Stage stage = stages.get(i % stages.size());
            units[i] = unit(standard.indicators().get(j), j, stage, byStage.getOrDefault(stage, List.of()));
        });
        Stream.of(units).filter(Objects::nonNull).forEach(doubts::add);
        return doubts;
    }

    /** What looks wrong in the values of an indicator that the schools of a stage have; null where nothing does. */
    private static Message unit(StandardIndicator indicator, int j, Stage stage, List<SchoolFigures> schools) {
        double threshold = indicator.threshold(stage);
        double[] values = new double[schools.size()];
        int n = 0;
        int unlikely = 0;
        for (SchoolFigures school : schools) {
            double value = school.values()[j];
            if (!Double.isNaN(value)) {
                values[n++] = value;
                unlikely += value < UNLIKELY * threshold ? 1 : 0;
            }
        }
        // the median is none of them
        if (unlikely <= (n - 1) / 2) {
            return null;
        }
        values = Arrays.copyOf(values, n);
        Arrays.sort(values);
        double median = median(values);
        if (median > 0 && median < UNLIKELY * threshold) {
            boolean money =
                    indicator.unit() != null && YUAN.equals(indicator.unit().in(Language.ZH));
            return Message.of(
                    money ? "standards.doubt.money" : "standards.doubt.unit",
                    "indicator",
                    indicator.title(),
                    "stage",
                    stage.title(),
                    "median",
                    Assessor.quantity(Rounded.of(median), indicator),
                    "threshold",
                    Assessor.quantity(Rounded.of(threshold), indicator));
        }
        return null;
    }

    /** The median of sorted values, NaN if there are none. */
    private static double median(double[] sorted) {
        int n = sorted.length;
        return Arrays.stream(sorted, Math.max(0, (n - 1) / 2), n / 2 + Math.min(1, n))
                .average()
                .orElse(Double.NaN);
    }
}
