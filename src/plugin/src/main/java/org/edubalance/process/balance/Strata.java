package org.edubalance.process.balance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.scoring.Classification;
import org.edubalance.scoring.Ranking;

/**
 * The strata of a factor: its categories, or the classes of its numbers.
 *
 * @param numbers the stratum of each row, from 0, none of them empty
 * @param names what each stratum is called
 * @param classing how numbers were classed, with the upper bound of each class; null for categories
 */
record Strata(int[] numbers, List<Localized> names, Localized classing) {

    private static final MathContext SHOWN = new MathContext(6);

    /** A stratum per value, in the order of the values. */
    static Strata ofCategories(List<String> labels) {
        List<String> distinct = List.copyOf(new TreeSet<>(labels));
        Map<String, Integer> places = new HashMap<>();
        for (int h = 0; h < distinct.size(); h++) {
            places.put(distinct.get(h), h);
        }
        int[] numbers = labels.stream().mapToInt(places::get).toArray();
        List<Localized> names = new ArrayList<>();
        distinct.forEach(label -> names.add(Message.of("balance.detector.category", "label", label)));
        return new Strata(numbers, names, null);
    }

    /** The classes that values fall into; classes that stay empty are left out. */
    static Strata ofClasses(double[] values, int classes, Classification classification) {
        int[] levels = classification.levels(Ranking.of(values), classes);
        double[] least = new double[classes + 1];
        double[] most = new double[classes + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < levels.length; i++) {
            least[levels[i]] = Math.min(least[levels[i]], values[i]);
            most[levels[i]] = Math.max(most[levels[i]], values[i]);
        }
        int[] place = new int[classes + 1];
        List<Localized> names = new ArrayList<>();
        List<Object> bounds = new ArrayList<>();
        for (int level = 1; level <= classes; level++) {
            if (most[level] >= least[level]) {
                place[level] = names.size();
                double upper = shown(most[level]);
                names.add(Message.of("balance.detector.range", "min", shown(least[level]), "max", upper));
                bounds.add(upper);
            }
        }
        int[] numbers = Arrays.stream(levels).map(level -> place[level]).toArray();
        Message classing = Message.of(
                "balance.detector.classing",
                "classification",
                classification,
                "classes",
                bounds.size(),
                "bounds",
                bounds);
        return new Strata(numbers, names, classing);
    }

    /** A bound with as many digits as readers want. */
    private static double shown(double bound) {
        return new BigDecimal(bound).round(SHOWN).doubleValue();
    }

    /** The rows that are alone in their stratum. */
    BitSet singles() {
        int[] counts = new int[names.size()];
        for (int number : numbers) {
            counts[number]++;
        }
        BitSet singles = new BitSet();
        for (int i = 0; i < numbers.length; i++) {
            singles.set(i, counts[numbers[i]] == 1);
        }
        return singles;
    }

    /** The first row that is alone in its stratum, −1 where there is none. */
    int single() {
        return singles().nextSetBit(0);
    }
}
