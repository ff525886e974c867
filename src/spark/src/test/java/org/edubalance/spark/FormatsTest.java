package org.edubalance.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;

/** What is read and written, and the command line. */
class FormatsTest {

    @TempDir
    Path dir;

    private String schools() {
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("books", DataTypes.IntegerType)
                .add("geometry", DataTypes.BinaryType);
        List<Row> rows = Stream.of(1, 2, 3, 4)
                .map(i -> RowFactory.create(
                        (long) i,
                        i * i,
                        new WKBWriter().write(new GeometryFactory().createPoint(new Coordinate(94 + i * 0.1, 29.5)))))
                .toList();
        Path path = dir.resolve("schools.parquet");
        Cluster.SPARK.createDataFrame(rows, schema).write().parquet(path.toString());
        return "data=" + path;
    }

    private static Map<String, String> footer(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path first = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            Configuration configuration = new Configuration();
            try (ParquetFileReader reader = ParquetFileReader.open(
                    HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(first.toUri()), configuration))) {
                return reader.getFooter().getFileMetaData().getKeyValueMetaData();
            }
        }
    }

    @Test
    void geoParquetSaysWhereThePlacesAreAndIsReadAgain() throws IOException {
        Path out = dir.resolve("out");
        Cluster.run(Job.SCORE, out, Cluster.crs("EPSG:4490"), Tables.Format.GEOPARQUET, schools(), "indicators=books");
        String geo = footer(out.resolve("scores")).get("geo");
        assertThat(geo)
                .contains(
                        "\"primary_column\":\"geometry\"",
                        "\"encoding\":\"WKB\"",
                        "\"code\":4490",
                        "\"version\":\"1.1.0\"");
        // the CRS is the file's own now, and passes on what it said
        Source again = Source.open(Cluster.SPARK, "data", out.resolve("scores").toString(), Source.Options.NONE);
        assertThat(again.crs()).isEqualTo(new GroundCrs(4490));
        assertThat(again.geometry()).isEqualTo("geometry");
        Path density = dir.resolve("density");
        Cluster.run(Job.DENSITY, density, "data=" + out.resolve("scores"), "radius=5000", "cellSize=1000");
        assertThat(Files.readString(density.resolve("density.vrt"))).contains("<SRS>EPSG:4490</SRS>");
        Dataset<Row> plain = Cluster.SPARK.read().parquet(out.resolve("scores").toString());
        assertThat(plain.columns()).containsExactly("id", "books", "geometry", "score", "rank", "level");
    }

    @Test
    void aGeoParquetThatCannotNameItsCrsSaysSo() throws IOException {
        Path out = dir.resolve("out");
        List<Message> notes = Cluster.run(
                Job.SCORE, out, Cluster.crs("EPSG:32646"), Tables.Format.GEOPARQUET, schools(), "indicators=books");
        assertThat(notes.get(notes.size() - 1).toString()).contains("EPSG:32646");
        assertThat(footer(out.resolve("scores")).get("geo")).contains("\"crs\":null");
        assertThatThrownBy(() ->
                        Cluster.run(Job.DENSITY, dir.resolve("d"), "data=" + out.resolve("scores"), "radius=5000"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--crs");
    }

    @Test
    void csvHasAHeaderAndNoGeometry() throws IOException {
        Path out = dir.resolve("out");
        Cluster.run(Job.SCORE, out, Source.Options.NONE, Tables.Format.CSV, schools(), "indicators=books");
        try (Stream<Path> files = Files.list(out.resolve("scores"))) {
            Path file =
                    files.filter(f -> f.toString().endsWith(".csv")).findFirst().orElseThrow();
            assertThat(Files.readAllLines(file).get(0)).isEqualTo("id,books,score,rank,level");
        }
    }

    @Test
    void expressionsMeanWhatTheyMeanInEcql() throws IOException {
        Path file = Files.writeString(
                dir.resolve("e.csv"),
                """
                id,图书册数,在校生数,area m²
                1,2000000000,2,"1,000"
                2,3,0,85％
                3,5,4,12
                """);
        Path out = dir.resolve("out");
        Cluster.run(
                Job.SCORE,
                out,
                "data=" + file,
                "indicators=books=10 * 图书册数 / 在校生数",
                "indicators=area m²",
                "indicators=odd=\"area m²\" * 0.1 + 在校生数");
        Map<String, Row> weights = new java.util.HashMap<>();
        Cluster.SPARK
                .read()
                .parquet(out.resolve("weights").toString())
                .collectAsList()
                .forEach(row -> weights.put(row.getAs("indicator"), row));
        assertThat(weights).containsOnlyKeys("books", "area m²", "odd");
        // no school without pupils takes part, and nothing overflows
        assertThat(weights.get("books").<Double>getAs("max")).isEqualTo(1e10);
        assertThat(weights.get("books").<Integer>getAs("missing")).isEqualTo(1);
        assertThat(weights.get("area m²").<Double>getAs("max")).isEqualTo(1000);
        assertThat(weights.get("odd").<Double>getAs("max")).isEqualTo(1000 * 0.1 + 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234.5|1234.5",
                "８５％|85",
                " 12 |12",
                "1e3|1000",
                "-5|-5",
                ".5|0.5",
                "+7|7",
                "1,23|NaN",
                "many|NaN",
                "0x10|NaN",
                "1d|NaN",
                "Infinity|NaN",
                "—|",
                "N/A|",
                "暂无|",
                "''|"
            })
    void cellsAreReadAsPeopleWriteThem(String cell, Double number) {
        assertThat(Numbers.read(cell)).isEqualTo(number);
    }

    @Test
    void theCommandLineTellsInBothLanguages() {
        assertThat(Main.execute("density", "--help")).isZero();
        assertThat(Main.execute("density")).isEqualTo(2);
        assertThat(Main.execute("density", "-o", "x", "--lang", "fr")).isEqualTo(2);
        assertThat(Main.execute("fly", "-o", dir.resolve("x").toString())).isEqualTo(1);
        assertThat(Main.execute("density", "-o", "x", "-i", "radius")).isEqualTo(1);
    }

    @Test
    void passwordsStayOutOfAddresses() {
        assertThatThrownBy(() -> Source.open(
                        Cluster.SPARK,
                        "data",
                        "jdbc:postgresql://127.0.0.1/db?user=a&password=secret",
                        new Source.Options(null, "schools", null, null, null, null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("PGPASSWORD")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() ->
                        Source.open(Cluster.SPARK, "data", "jdbc:postgresql://127.0.0.1:1/db", Source.Options.NONE))
                .hasMessageContaining("--table");
    }
}
