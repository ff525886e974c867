package org.edubalance.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks whose names match a pattern and prints docs/performance.md's table: times, targets, ratios. */
public final class BenchmarkTable {

    /**
     * What a benchmark is held to.
     *
     * @param milliseconds at most, 0 for any
     * @param peer another benchmark of the same run, or null
     * @param ratio to the peer's time at most, 0 for any
     */
    private record Target(String title, double milliseconds, String peer, double ratio) {

        static Target time(String title, double milliseconds) {
            return new Target(title, milliseconds, null, 0);
        }

        static Target ratio(String title, String peer, double ratio) {
            return new Target(title, 0, peer, ratio);
        }
    }

    private static final Map<String, Target> TARGETS = new LinkedHashMap<>();

    static {
        TARGETS.put("heatmap100k", Target.time("100,000 points, vec:Heatmap's surface, 50 pixels", 0));
        TARGETS.put("exact100kRadius50", Target.time("100,000 points, r = 50 cells, quartic, exact", 120));
        TARGETS.put("heatmap1M", Target.time("1,000,000 points, vec:Heatmap's surface, 50 pixels", 0));
        TARGETS.put("exact1MRadius10", Target.time("1,000,000 points, r = 10, exact", 0));
        TARGETS.put("exact1MRadius50", new Target("1,000,000 points, r = 50, exact", 700, "exact1MRadius10", 5));
        TARGETS.put("exact1MRadius200", new Target("1,000,000 points, r = 200, exact", 3000, "exact1MRadius50", 4));
        TARGETS.put("fast1MRadius50", Target.ratio("1,000,000 points, r = 50, FAST", "heatmap1M", 0.5));
        TARGETS.put("gaussian1MSigma20", Target.time("1,000,000 points, Gaussian, σ = 20 cells, FAST", 400));
        TARGETS.put("exact10MRadius50", Target.time("10,000,000 points, 4,000² cells, r = 50, exact, -Xmx1g", 8000));
        TARGETS.put("heatmapTile", Target.time("256² tile, 100,000 features, vec:Heatmap, whole process", 0));
        TARGETS.put("fastTile", Target.ratio("256² tile, 100,000 features, FAST, whole process", "heatmapTile", 1));
        TARGETS.put("fastGaussianTile", Target.ratio("— Gaussian", "heatmapTile", 0));
        TARGETS.put("exactTile", Target.ratio("— exact", "heatmapTile", 0));
        TARGETS.put("catchments1M", Target.time("Accessibility, 1,000,000 × 20,000 within 10 km", 3000));
        TARGETS.put("networkCatchments1M", Target.time("— along 200,000 roads", 10_000));
        TARGETS.put("hotSpots1M", Target.time("HotSpots, 1,000,000 points, k = 8", 2000));
        TARGETS.put("scoreAndBalance1M", Target.time("EntropyScore + BalanceCoefficients, 1,000,000 rows × 12", 3000));
        TARGETS.put("dagum1M", Target.time("DagumDecomposition, 1,000,000 rows in 300 groups", 3000));
    }

    private BenchmarkTable() {}

    /** Takes what JMH's own command line takes: a pattern, and options such as {@code -i 2}. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .shouldFailOnError(true)
                        .build())
                .run();
        Map<String, Double> times = new LinkedHashMap<>();
        for (RunResult result : results) {
            times.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        StringBuilder table = new StringBuilder("\n| case | time | target |\n|---|---:|---:|\n");
        TARGETS.forEach((name, target) -> {
            if (times.containsKey(name)) {
                table.append(row(target, times.get(name), times.get(target.peer())));
            }
        });
        System.out.println(table);
    }

    private static String row(Target target, double time, Double peer) {
        String measured = String.format("%.3f s", time / 1000);
        List<String> wanted = new ArrayList<>();
        if (target.milliseconds() > 0) {
            wanted.add(String.format("≤ %.2f s", target.milliseconds() / 1000));
        }
        if (peer != null) {
            measured += String.format(" = %.2f × %s", time / peer, target.peer());
        }
        if (target.ratio() > 0) {
            wanted.add(String.format("≤ %.1f × %s", target.ratio(), target.peer()));
        }
        return "| " + target.title() + " | " + measured + " | " + String.join(", ", wanted) + " |\n";
    }
}
