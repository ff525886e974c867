package org.edubalance.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/** Writes tables of results. */
final class Tables {

    /** What a table is written as. */
    enum Format {
        /** Parquet as it is. */
        PARQUET,
        /** Parquet whose footer says where the places are and in which CRS. */
        GEOPARQUET,
        /** Text, geometries left out. */
        CSV;

        static Format of(String word) {
            List<String> words = Arrays.stream(values())
                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                    .toList();
            if (!words.contains(word)) {
                throw Refusal.of("spark.input.choice", "accepted", words, "got", word)
                        .about("--format");
            }
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private Tables() {}

    /**
     * Writes a table.
     *
     * @param source where the geometries came from, null where there are none
     */
    static void write(Run run, String name, Dataset<Row> rows, Source source) {
        String path = run.output().path(name);
        boolean placed = source != null && source.geometry() != null;
        // a table of figures has no places
        Format format = run.format() == Format.GEOPARQUET && source == null ? Format.PARQUET : run.format();
        switch (format) {
            case CSV -> withoutBinary(rows).write().option("header", true).csv(path);
            case GEOPARQUET -> {
                if (!placed) {
                    throw Refusal.of("spark.format.places").about("--format");
                }
                String crs = GeoParquet.crs(source);
                if (crs == null) {
                    run.notes().accept(Message.of("spark.format.crs", "crs", String.valueOf(source.crs())));
                }
                rows.write()
                        .format(GeoParquet.class.getName())
                        .option(GeoParquet.KEY, GeoParquet.metadata(source.geometry(), crs))
                        .save(path);
            }
            default -> rows.write().parquet(path);
        }
    }

    private static Dataset<Row> withoutBinary(Dataset<Row> rows) {
        Column[] kept = Arrays.stream(rows.schema().fields())
                .filter(field -> !(field.dataType() instanceof BinaryType))
                .map(StructField::name)
                .map(Expressions::column)
                .toArray(Column[]::new);
        return rows.select(kept);
    }
}
