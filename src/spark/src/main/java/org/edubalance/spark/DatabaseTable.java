package org.edubalance.spark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.edubalance.messages.Refusal;

/**
 * A table or query of a database, read in parts by the values of a column. Geometries of PostGIS come as well-known
 * binary. The password is the environment's {@code PGPASSWORD}, never the command line's.
 */
final class DatabaseTable {

    private static final int ROWS_AT_ONCE = 10_000;

    private DatabaseTable() {}

    static Source open(SparkSession spark, String address, Source.Options options) {
        if ((options.table() == null) == (options.sql() == null)) {
            throw Refusal.of("spark.database.one").about("--table").missing();
        }
        if (address.matches("(?i).*[?&]password=.*")) {
            throw Refusal.of("spark.database.password").about("data");
        }
        if (options.partitionColumn() == null && options.partitions() != null) {
            throw Refusal.of("spark.database.column")
                    .about("--partition-column")
                    .missing();
        }
        String from = options.table() == null ? "(" + options.sql() + ") AS q" : options.table() + " AS q";
        Properties properties = properties(options);
        try (Connection connection = DriverManager.getConnection(address, properties);
                Statement statement = connection.createStatement()) {
            List<String> columns = new ArrayList<>();
            String geometry = null;
            try (ResultSet none = statement.executeQuery("SELECT * FROM " + from + " WHERE 1 = 0")) {
                ResultSetMetaData meta = none.getMetaData();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    String quoted = quoted(meta.getColumnLabel(i));
                    if (meta.getColumnTypeName(i).equals("geometry")) {
                        geometry = geometry == null ? meta.getColumnLabel(i) : geometry;
                        columns.add("ST_AsBinary(" + quoted + ") AS " + quoted);
                    } else {
                        columns.add(quoted);
                    }
                }
            }
            GroundCrs crs = options.givenCrs();
            if (geometry != null && crs == null) {
                crs = crs(statement, from, geometry);
            }
            String query = "(SELECT " + String.join(", ", columns) + " FROM " + from + ") AS t";
            DataFrameReader reader = spark.read()
                    .format("jdbc")
                    .option("url", address)
                    .option("dbtable", query)
                    .option("fetchsize", ROWS_AT_ONCE);
            properties.forEach((name, value) -> reader.option((String) name, (String) value));
            if (options.partitionColumn() != null) {
                parts(reader, statement, from, options, spark.sparkContext().defaultParallelism());
            }
            return geometry == null
                    ? Source.placed("data", reader.load(), null, crs)
                    : new Source(reader.load(), geometry, null, null, crs, null);
        } catch (SQLException e) {
            throw Refusal.because(e, "spark.data.read", "got", address, "reason", Source.firstLine(e))
                    .about("data");
        }
    }

    private static Properties properties(Source.Options options) {
        Properties properties = new Properties();
        String user = options.user() == null ? System.getenv("PGUSER") : options.user();
        if (user != null) {
            properties.setProperty("user", user);
        }
        String password = System.getenv("PGPASSWORD");
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    private static GroundCrs crs(Statement statement, String from, String geometry) throws SQLException {
        String column = quoted(geometry);
        try (ResultSet found = statement.executeQuery(
                "SELECT ST_SRID(" + column + ") FROM " + from + " WHERE " + column + " IS NOT NULL LIMIT 1")) {
            int code = found.next() ? found.getInt(1) : 0;
            return code == 0 ? null : new GroundCrs(code);
        }
    }

    /** Reads in parts of equal width between the column's least and greatest value. */
    private static void parts(
            DataFrameReader reader, Statement statement, String from, Source.Options options, int parallelism)
            throws SQLException {
        String column = quoted(options.partitionColumn());
        try (ResultSet bounds =
                statement.executeQuery("SELECT min(" + column + "), max(" + column + ") FROM " + from)) {
            bounds.next();
            String least = bounds.getString(1);
            String greatest = bounds.getString(2);
            if (least != null) {
                reader.option("partitionColumn", column)
                        .option("lowerBound", least)
                        .option("upperBound", greatest)
                        .option("numPartitions", options.partitions() == null ? 4 * parallelism : options.partitions());
            }
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
