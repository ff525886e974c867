package org.edubalance.standards;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/**
 * What the verdict on a region needs to know of its schools of one stage. Tallies of parts of a region, on several
 * machines, are put together by {@link #merge}: in the order of the schools, since reasons name the first ones.
 */
public final class RegionTally implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A region's reasons name this many failing schools in full; each school's own verdict has the rest. */
    static final int NAMED_IN_FULL = 20;

    /** No message shows more names than this. */
    private static final int MOST_NAMES = 2_100;

    /** Names of schools: how many there are, and the first of them. */
    static final class Names implements Serializable {
        private static final long serialVersionUID = 1L;

        private long count;
        private final List<String> first = new ArrayList<>();

        void add(String name) {
            count++;
            if (first.size() < MOST_NAMES) {
                first.add(name);
            }
        }

        void merge(Names later) {
            count += later.count;
            first.addAll(later.first.subList(0, Math.min(later.first.size(), MOST_NAMES - first.size())));
        }

        long count() {
            return count;
        }

        List<String> first() {
            return first;
        }
    }

    /** A school and what there is to say of it. */
    private record Named(String school, Localized detail) implements Serializable {
        Message message() {
            return Message.of("standards.reason.school", "school", school, "detail", detail);
        }
    }

    /** The pupil-weighted mean and squared deviations of an indicator's values. */
    private static final class Moments implements Serializable {
        private static final long serialVersionUID = 1L;

        private double weight;
        private double mean;
        private double squares;
        private double min = Double.POSITIVE_INFINITY;
        private double max;

        void add(double x, double w) {
            weight += w;
            double d = x - mean;
            mean += d * w / weight;
            squares += w * d * (x - mean);
            min = Math.min(min, x);
            max = Math.max(max, x);
        }

        void merge(Moments other) {
            if (other.weight > 0) {
                double d = other.mean - mean;
                double all = weight + other.weight;
                squares += other.squares + d * d * weight * other.weight / all;
                mean += d * other.weight / all;
                weight = all;
                min = Math.min(min, other.min);
                max = Math.max(max, other.max);
            }
        }

        double coefficientOfVariation() {
            return max == 0 ? Double.NaN : min == max ? 0 : Math.sqrt(squares / weight) / mean;
        }
    }

    private long counted;
    private long withPupils;
    private long failing;
    private long missing;
    private long leftOut;
    private final List<Named> firstFailing = new ArrayList<>();
    private final List<Named> excluded = new ArrayList<>();
    private final Names unweighted = new Names();
    private final Names untyped = new Names();
    private final Names[] without;
    private final Moments[] moments;

    RegionTally(int indicators) {
        without = new Names[indicators];
        moments = new Moments[indicators];
        for (int j = 0; j < indicators; j++) {
            without[j] = new Names();
            moments[j] = new Moments();
        }
    }

    /** Whether the reasons of one more failing school would be told. */
    boolean namesMore() {
        return firstFailing.size() < NAMED_IN_FULL;
    }

    /** Adds a school with the verdict on it. */
    void add(SchoolFigures school, SchoolVerdict verdict, boolean mightExclude) {
        if (verdict.excluded() != null) {
            excluded.add(new Named(school.name(), verdict.excluded()));
            return;
        }
        counted++;
        if (Boolean.FALSE.equals(verdict.compliant())) {
            failing++;
            if (namesMore()) {
                firstFailing.add(new Named(school.name(), verdict.reasons()));
            }
        }
        if (!school.hasPupils()) {
            unweighted.add(school.name());
        }
        if (mightExclude) {
            untyped.add(school.name());
        }
        double[] values = school.values();
        for (int j = 0; j < values.length; j++) {
            missing += Double.isNaN(values[j]) ? 1 : 0;
        }
        if (school.hasPupils()) {
            withPupils++;
            for (int j = 0; j < values.length; j++) {
                if (Double.isNaN(values[j])) {
                    without[j].add(school.name());
                } else {
                    moments[j].add(values[j], school.pupils());
                }
            }
        }
    }

    /** Counts a school of the region whose figures cannot be read: nothing good can be said without it. */
    public void leaveOut() {
        leftOut++;
    }

    /** Adds the tally of later schools. */
    public RegionTally merge(RegionTally later) {
        counted += later.counted;
        withPupils += later.withPupils;
        failing += later.failing;
        missing += later.missing;
        leftOut += later.leftOut;
        firstFailing.addAll(later.firstFailing.subList(
                0, Math.min(later.firstFailing.size(), NAMED_IN_FULL - firstFailing.size())));
        excluded.addAll(later.excluded);
        unweighted.merge(later.unweighted);
        untyped.merge(later.untyped);
        for (int j = 0; j < moments.length; j++) {
            without[j].merge(later.without[j]);
            moments[j].merge(later.moments[j]);
        }
        return this;
    }

    long counted() {
        return counted;
    }

    long withPupils() {
        return withPupils;
    }

    long failing() {
        return failing;
    }

    long missing() {
        return missing;
    }

    long leftOut() {
        return leftOut;
    }

    List<Message> firstFailing() {
        return firstFailing.stream().map(Named::message).toList();
    }

    List<Message> excluded() {
        return excluded.stream().map(Named::message).toList();
    }

    Names unweighted() {
        return unweighted;
    }

    Names untyped() {
        return untyped;
    }

    /** The schools with pupils that lack a value. */
    Names without(int j) {
        return without[j];
    }

    /** The pupil-weighted coefficients of variation, NaN where there is no value above 0. */
    double[] coefficientsOfVariation() {
        double[] cvs = new double[moments.length];
        for (int j = 0; j < cvs.length; j++) {
            cvs[j] = moments[j].coefficientOfVariation();
        }
        return cvs;
    }
}
