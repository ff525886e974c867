package org.edubalance.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.edubalance.messages.Message;

/** One session of two threads for all tests, on loopback. */
final class Cluster {

    static final SparkSession SPARK = SparkSession.builder()
            .master("local[2]")
            .appName("tests")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 4)
            .config("spark.default.parallelism", 3)
            // tables this small are not worth code of their own
            .config("spark.sql.codegen.wholeStage", false)
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/no-warehouse")
            .getOrCreate();

    private Cluster() {}

    /** Runs a job with inputs {@code name=value} and returns what it told. */
    static List<Message> run(Job job, Path out, String... inputs) {
        return run(job, out, Source.Options.NONE, Tables.Format.PARQUET, inputs);
    }

    static List<Message> run(Job job, Path out, Source.Options options, Tables.Format format, String... inputs) {
        List<Message> notes = new ArrayList<>();
        Inputs given = Inputs.of(Arrays.asList(inputs));
        Main.run(SPARK, job, given, options, out.toString(), false, format, notes::add);
        return notes;
    }

    static Source.Options crs(String crs) {
        return new Source.Options(crs, null, null, null, null, null);
    }
}
