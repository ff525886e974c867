package org.edubalance.spark;

import java.util.Arrays;
import java.util.Locale;
import org.edubalance.messages.Refusal;

/** What can be asked for; each stands for processes of the plugin, whose inputs it takes. */
enum Job {
    /** As {@code edu:KernelDensity}. */
    DENSITY(DensityJob::run),
    /** As {@code edu:EntropyScore} and {@code edu:EntropyWeights}. */
    SCORE(ScoreJob::run),
    /** As {@code edu:BalanceCoefficients}. */
    BALANCE(BalanceJob::run),
    /** As {@code edu:AssessSchools} and {@code edu:AssessRegions}. */
    ASSESS(AssessJob::run);

    private interface Work {
        void run(Run run);
    }

    private final Work work;

    Job(Work work) {
        this.work = work;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Job of(String word) {
        return Arrays.stream(values())
                .filter(job -> job.word().equals(word))
                .findAny()
                .orElseThrow(() -> Refusal.of(
                        "spark.job",
                        "jobs",
                        Arrays.stream(values()).map(Job::word).toList(),
                        "got",
                        word));
    }

    void run(Run run) {
        work.run(run);
    }
}
