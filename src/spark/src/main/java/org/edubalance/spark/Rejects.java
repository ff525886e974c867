package org.edubalance.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/** The rows that a job could not use: written aside, each with the reason, and told. */
final class Rejects {

    private static final String FOLDER = "rejected";
    private static final String REASON = "reason";

    /** Finds out what is wrong with a row. */
    interface Check extends Serializable {

        /** The reason, null where nothing is wrong. */
        Localized reason(Row row);
    }

    private Rejects() {}

    /**
     * Writes the rows that have a reason, as lines of JSON with all their columns.
     *
     * @param columns how many of the rows' columns are their own
     * @param count how many there are, as another pass has counted; nothing is read where there are none
     */
    static void write(Run run, Dataset<Row> rows, int columns, long count, Check check) {
        if (count == 0) {
            return;
        }
        StructType schema = new StructType();
        for (int i = 0; i < columns; i++) {
            schema = schema.add(rows.schema().fields()[i]);
        }
        schema = schema.add(REASON, DataTypes.StringType);
        Language language = run.language();
        FlatMapFunction<Row, Row> rejected = row -> {
            Localized reason = check.reason(row);
            if (reason == null) {
                return List.<Row>of().iterator();
            }
            List<Object> values = new ArrayList<>(columns + 1);
            for (int i = 0; i < columns; i++) {
                values.add(row.get(i));
            }
            values.add(reason.in(language));
            return List.of(RowFactory.create(values.toArray())).iterator();
        };
        rows.flatMap(rejected, Encoders.row(schema)).write().json(run.output().path(FOLDER));
        run.notes().accept(Message.of("spark.rejected", "count", count, "folder", FOLDER));
    }
}
