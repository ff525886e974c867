package org.edubalance.spark;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.edubalance.messages.Refusal;

/**
 * A table: Parquet, GeoParquet, CSV or a database's, and where its rows have their places.
 *
 * @param rows all columns as they are
 * @param geometry the column with well-known binary or text, null where there is none
 * @param x with {@code y} the columns of coordinates, null where there are none
 * @param crs of the places; null where nothing says it
 * @param geoParquetCrs the PROJJSON of a GeoParquet file's places, null where it has none
 */
record Source(Dataset<Row> rows, String geometry, String x, String y, GroundCrs crs, String geoParquetCrs) {

    /** A column beside the table's own with lines that are none of its rows. */
    static final String MALFORMED = "_malformed";

    private static final List<List<String>> LON_LAT = List.of(
            List.of("lon", "lat"),
            List.of("lng", "lat"),
            List.of("longitude", "latitude"),
            List.of("经度", "纬度"),
            List.of("东经", "北纬"));

    private static final List<String> GEOMETRIES = List.of("geometry", "geom", "wkb_geometry", "the_geom", "wkt");

    /**
     * How to read.
     *
     * @param crs of coordinates that come without one
     * @param table of a database
     * @param sql a query instead of a table
     * @param user of a database
     * @param partitionColumn a whole number or date to read a database's table in parts by
     * @param partitions how many parts
     */
    record Options(String crs, String table, String sql, String user, String partitionColumn, Integer partitions) {

        static final Options NONE = new Options(null, null, null, null, null, null);

        /** The CRS that is given, null where none is. */
        GroundCrs givenCrs() {
            return crs == null ? null : GroundCrs.of("--crs", crs);
        }
    }

    /**
     * Opens a table.
     *
     * @param input the input's name, for refusals
     * @param address a path to Parquet or CSV, or a JDBC address
     */
    static Source open(SparkSession spark, String input, String address, Options options) {
        try {
            if (address.startsWith("jdbc:")) {
                return DatabaseTable.open(spark, address, options);
            }
            checkThere(spark, input, address);
            Dataset<Row> rows;
            JsonObject geo = null;
            String lower = address.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
            if (lower.endsWith(".csv") || lower.endsWith(".txt") || lower.endsWith(".csv.gz")) {
                rows = csv(spark, address);
            } else {
                rows = spark.read().parquet(address);
                geo = geo(spark.sparkContext().hadoopConfiguration(), address);
            }
            return placed(input, rows, geo, options.givenCrs());
        } catch (Exception e) {
            // of Scala's methods the compiler does not know that they throw AnalysisException
            if (e instanceof AnalysisException || e instanceof IOException) {
                throw Refusal.because(e, "spark.data.read", "got", address, "reason", firstLine(e))
                        .about(input);
            }
            throw e instanceof RuntimeException r ? r : new IllegalStateException(e);
        }
    }

    /** All cells as text; a line with more or fewer cells than the header is kept in a column of its own. */
    private static Dataset<Row> csv(SparkSession spark, String address) {
        StructType header = spark.read()
                .option("header", true)
                .option("escape", "\"")
                .csv(address)
                .schema();
        return spark.read()
                .schema(header.add(MALFORMED, DataTypes.StringType))
                .option("header", true)
                .option("escape", "\"")
                .option("columnNameOfCorruptRecord", MALFORMED)
                // else only the cells that are asked for are looked at
                .option("columnPruning", false)
                .csv(address);
    }

    private static void checkThere(SparkSession spark, String input, String address) throws IOException {
        Path path = new Path(address);
        FileStatus[] found =
                path.getFileSystem(spark.sparkContext().hadoopConfiguration()).globStatus(path);
        if (found == null || found.length == 0) {
            throw Refusal.of("spark.data.none", "got", address).about(input);
        }
    }

    static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Finds out where the rows have their places. */
    static Source placed(String input, Dataset<Row> rows, JsonObject geo, GroundCrs given) {
        List<String> columns = Arrays.asList(rows.columns());
        if (geo != null) {
            String column = geo.getString("primary_column");
            JsonObject told = geo.getObject("columns").getObject(column);
            if (!"WKB".equals(told.getString("encoding"))) {
                throw Refusal.of("spark.data.encoding", "got", told.getString("encoding"))
                        .about(input);
            }
            Object projJson = told.get("crs");
            String text = projJson instanceof JsonObject json ? com.grack.nanojson.JsonWriter.string(json) : null;
            GroundCrs own = told.has("crs") ? code(told.getObject("crs")).orElse(null) : GroundCrs.WGS84;
            return new Source(rows, column, null, null, own == null ? given : own, text);
        }
        for (String name : GEOMETRIES) {
            if (columns.contains(name) && isGeometry(rows.schema().apply(name).dataType())) {
                return new Source(rows, name, null, null, given, null);
            }
        }
        for (List<String> pair : LON_LAT) {
            if (columns.containsAll(pair)) {
                return new Source(rows, null, pair.get(0), pair.get(1), given == null ? GroundCrs.WGS84 : given, null);
            }
        }
        if (columns.containsAll(List.of("x", "y"))) {
            return new Source(rows, null, "x", "y", given, null);
        }
        return new Source(rows, null, null, null, given, null);
    }

    /** Well-known binary, or well-known text. */
    private static boolean isGeometry(DataType type) {
        return type instanceof BinaryType || type instanceof StringType;
    }

    private static Optional<GroundCrs> code(JsonObject projJson) {
        JsonObject id = projJson == null ? null : projJson.getObject("id");
        if (id == null || !List.of("EPSG", "OGC").contains(id.getString("authority"))) {
            return Optional.empty();
        }
        String code = String.valueOf(id.get("code"));
        return Optional.of(GroundCrs.of("data", id.getString("authority") + ":" + code));
    }

    /** The {@code geo} key of a Parquet file's footer, of the first of several files; null where there is none. */
    private static JsonObject geo(Configuration configuration, String address) throws IOException {
        Path path = new Path(address);
        FileSystem files = path.getFileSystem(configuration);
        FileStatus first = firstFile(files, files.globStatus(path));
        if (first == null) {
            return null;
        }
        Map<String, String> metadata;
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(first, configuration))) {
            metadata = reader.getFooter().getFileMetaData().getKeyValueMetaData();
        }
        try {
            String geo = metadata.get("geo");
            return geo == null ? null : JsonParser.object().from(geo);
        } catch (JsonParserException e) {
            throw Refusal.because(e, "spark.data.read", "got", address, "reason", firstLine(e))
                    .about("data");
        }
    }

    private static FileStatus firstFile(FileSystem files, FileStatus... found) throws IOException {
        for (FileStatus file : found) {
            String name = file.getPath().getName();
            if (name.startsWith("_") || name.startsWith(".")) {
                continue;
            }
            FileStatus inside = file.isDirectory() ? firstFile(files, files.listStatus(file.getPath())) : file;
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    /** The table's own columns. */
    List<String> columns() {
        return Arrays.stream(rows.columns())
                .filter(name -> !name.equals(MALFORMED))
                .toList();
    }

    boolean hasPlaces() {
        return geometry != null || x != null;
    }
}
