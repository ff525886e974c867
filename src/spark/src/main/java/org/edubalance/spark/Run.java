package org.edubalance.spark;

import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;

/**
 * One run of a job.
 *
 * @param inputs what the user gave
 * @param source how tables are to be read
 * @param output where results go
 * @param format of tables that are written
 * @param language of reasons in results
 * @param notes takes what the user should know
 */
record Run(
        SparkSession spark,
        Inputs inputs,
        Source.Options source,
        Output output,
        Tables.Format format,
        Language language,
        Consumer<Message> notes) {

    /** The table of the input {@code data}. */
    Source data() {
        return Source.open(spark, "data", inputs.required("data"), source);
    }
}
