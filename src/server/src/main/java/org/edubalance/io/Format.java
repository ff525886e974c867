package org.edubalance.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.coverage.grid.GridCoverage;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.FeatureCollection;
import org.locationtech.jts.geom.Geometry;

/**
 * The formats of process inputs and results, found by file ending or MIME type: the one list that the command line and
 * the server go by.
 */
public enum Format {
    GEOJSON(
            "GeoJSON",
            List.of("application/json", "application/geo+json", "application/vnd.geo+json"),
            "geojson",
            "json") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return isGeometry(type) ? GeoJson.readGeometry(in) : GeoJson.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return isGeometry(type) ? super.readPath(type, file, options) : GeoJson.read(file, options);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            if (value instanceof Geometry geometry) {
                GeoJson.writeGeometry(geometry, out);
            } else {
                GeoJson.write(features(value), out);
            }
        }

        @Override
        boolean holds(Class<?> type) {
            return isFeatures(type) || isGeometry(type);
        }
    },

    /** A feature a line, or each behind a record separator. */
    GEOJSON_SEQUENCE(
            "GeoJSON sequence",
            List.of("application/geo+json-seq", "application/x-ndjson"),
            "geojsonl",
            "geojsons",
            "ndjson") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return GeoJsonSequence.read(in, options);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            GeoJsonSequence.write(features(value), out);
        }
    },

    /** Text files are tables, as spreadsheets save them. */
    CSV("CSV", List.of("text/csv"), "csv", "txt") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return Csv.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return Csv.read(file, options);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            Csv.write(features(value), out, options);
        }
    },

    /** CSV by its name with tabs between the cells, and read as any. */
    TSV("TSV", List.of("text/tab-separated-values"), "tsv") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return Csv.read(in, options);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            Csv.write(features(value), out, options, '\t');
        }
    },

    XLSX("Excel", List.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "xlsx") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return Workbooks.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return Workbooks.read(file, options);
        }

        @Override
        List<String> layersOf(Path file) throws IOException {
            return Workbooks.sheets(file);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            XlsxWriter.write(features(value), out);
        }
    },

    /** Workbooks of Excel 97 to 2003, to be read only. */
    XLS("Excel 97-2003", List.of("application/vnd.ms-excel"), "xls") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return Workbooks.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return Workbooks.read(file, options);
        }

        @Override
        List<String> layersOf(Path file) throws IOException {
            return Workbooks.sheets(file);
        }

        @Override
        public boolean writes(Class<?> type) {
            return false;
        }
    },

    WKT("WKT", List.of("application/wkt"), "wkt") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return Wkt.read(in);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            Wkt.write((Geometry) value, out);
        }

        @Override
        boolean holds(Class<?> type) {
            return isGeometry(type);
        }
    },

    GEOPACKAGE("GeoPackage", List.of("application/geopackage+sqlite3"), "gpkg") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return GeoPackageFile.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return GeoPackageFile.read(file, options);
        }

        @Override
        List<String> layersOf(Path file) throws IOException {
            return GeoPackageFile.layers(file);
        }

        @Override
        List<Path> partsOf(Path file) {
            return List.of(file, file.resolveSibling(file.getFileName() + "-wal"));
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            try (Scratch scratch = Scratch.create()) {
                Path file = scratch.file("layer.gpkg");
                GeoPackageFile.write(features(value), file);
                Files.copy(file, out);
                out.flush();
            }
        }
    },

    /** Esri Shapefiles, by themselves or in a zip, to be read only: their names of attributes have ten characters. */
    SHAPEFILE("Shapefile", List.of("application/zip", "application/x-zip-compressed"), "shp", "zip") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return ZippedShapefiles.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return isZip(file) ? ZippedShapefiles.read(file, options) : ShapefileReader.read(file, options);
        }

        @Override
        List<String> layersOf(Path file) throws IOException {
            return isZip(file) ? ZippedShapefiles.layers(file) : List.of();
        }

        @Override
        List<Path> partsOf(Path file) throws IOException {
            return isZip(file) ? List.of(file) : ShapefileReader.parts(file);
        }

        private static boolean isZip(Path file) {
            return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
        }

        @Override
        public boolean writes(Class<?> type) {
            return false;
        }
    },

    /** Placemarks of KML, and of KMZ, to be read only. */
    KML("KML", List.of("application/vnd.google-earth.kml+xml", "application/vnd.google-earth.kmz"), "kml", "kmz") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return KmlReader.read(in, options);
        }

        @Override
        public boolean writes(Class<?> type) {
            return false;
        }
    },

    FLATGEOBUF("FlatGeobuf", List.of("application/flatgeobuf"), "fgb") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return FlatGeobufReader.read(in, options);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            FlatGeobufWriter.write(features(value), out);
        }
    },

    GEOTIFF("GeoTIFF", List.of("image/tiff", "image/geotiff"), "tif", "tiff") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return GeoTiff.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return GeoTiff.read(file, options);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            GeoTiff.write((GridCoverage2D) value, out);
        }

        @Override
        boolean holds(Class<?> type) {
            return isCoverage(type);
        }
    },

    ARCGRID("ArcGrid", List.of("application/arcgrid"), "asc") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return ArcGrid.read(in, options);
        }

        @Override
        Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
            return super.readPath(type, file, options.withCrs(Projections.beside(file, options.crs())));
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            ArcGrid.write((GridCoverage2D) value, out);
        }

        @Override
        boolean holds(Class<?> type) {
            return isCoverage(type);
        }
    },

    /** A picture, to be written only. */
    PNG("PNG", List.of("image/png"), "png") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) {
            throw new UnsupportedOperationException("a PNG has no georeference");
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            CoveragePicture.write((GridCoverage2D) value, out);
        }

        @Override
        boolean holds(Class<?> type) {
            return isCoverage(type);
        }

        @Override
        public boolean reads(Class<?> type) {
            return false;
        }
    };

    private final String title;
    private final List<String> mimeTypes;
    private final List<String> endings;

    Format(String title, List<String> mimeTypes, String... endings) {
        this.title = title;
        this.mimeTypes = mimeTypes;
        this.endings = List.of(endings);
    }

    /** The format's name for people. */
    public String title() {
        return title;
    }

    /** The MIME type to offer. */
    public String mimeType() {
        return mimeTypes.get(0);
    }

    /** The file ending to give, with its dot. */
    public String ending() {
        return "." + endings.get(0);
    }

    /** All file endings, with their dots. */
    public List<String> endings() {
        return endings.stream().map(ending -> "." + ending).toList();
    }

    /** True for formats that are text in UTF-8 or ASCII, as KML by itself is, false for binary ones. */
    public boolean isText() {
        return this == GEOJSON || this == CSV || this == TSV || this == WKT || this == KML || this == ARCGRID;
    }

    /** The format of a MIME type; its parameters, such as {@code charset}, and case do not matter. */
    public static Optional<Format> ofMimeType(String mimeType) {
        String bare = mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.mimeTypes.contains(bare))
                .findFirst();
    }

    /** The format of a file by its ending. */
    public static Optional<Format> ofFileName(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(ending -> lower.endsWith("." + ending)))
                .findFirst();
    }

    /** The formats from which an input of a Java type can be read, the preferred one first. */
    public static List<Format> reading(Class<?> type) {
        return Arrays.stream(values()).filter(format -> format.reads(type)).toList();
    }

    /** The formats in which a result of a Java type can be written, the preferred one first. */
    public static List<Format> writing(Class<?> type) {
        return Arrays.stream(values()).filter(format -> format.writes(type)).toList();
    }

    /** True if {@link #read} gives values of a type: a feature collection, a geometry or a coverage. */
    public boolean reads(Class<?> type) {
        return holds(type);
    }

    /** True if {@link #write} takes values of a type. */
    public boolean writes(Class<?> type) {
        return holds(type);
    }

    /**
     * Reads a value wholly into memory. The stream stays open. What its reader says, which is told at once, features keep
     * too, see {@link ReadingNotes#of}.
     *
     * @throws Refusal if the input is not of this format, or beyond the options' limits
     */
    public <T> T read(Class<T> type, InputStream in, ReadOptions options) throws IOException {
        checkReads(type);
        return noted(options, told -> checked(type, readValue(type, in, told), told));
    }

    private void checkReads(Class<?> type) {
        if (!reads(type)) {
            throw new IllegalStateException(title + " cannot be read as " + type.getSimpleName());
        }
    }

    /** Reads something. */
    interface Reading<T, E extends Exception> {
        T read(ReadOptions options) throws E;
    }

    /** Keeps what a reader says with the features that it reads. */
    static <T, E extends Exception> T noted(ReadOptions options, Reading<T, E> reading) throws E {
        ReadingNotes said = new ReadingNotes();
        T read = reading.read(options.withNotes(note -> {
            said.add(note);
            options.say(note);
        }));
        if (read instanceof SimpleFeatureCollection features) {
            said.attachTo(features);
        }
        return read;
    }

    private static <T> T checked(Class<T> type, Object read, ReadOptions options) {
        Object value = read instanceof SimpleFeatureCollection features && options.datum() != null
                ? ShiftedFeatures.toWgs84(features, options.datum(), options)
                : read;
        if (!type.isInstance(value)) {
            throw Refusal.of(
                    "format.geometry.type",
                    "accepted",
                    type.getSimpleName(),
                    "got",
                    value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    /** Writes a value as {@link WriteOptions#DEFAULT} says. The stream is flushed and stays open. */
    public void write(Object value, OutputStream out) throws IOException {
        write(value, out, WriteOptions.DEFAULT);
    }

    /** Writes a value. The stream is flushed and stays open. */
    public void write(Object value, OutputStream out, WriteOptions options) throws IOException {
        if (!writes(value.getClass())) {
            throw new IllegalStateException(
                    title + " cannot hold a " + value.getClass().getSimpleName());
        }
        writeValue(value, out, options);
    }

    /**
     * Reads a file wholly into memory, as {@link #read} a stream. The layer, where it has several, is that of the options; an ArcGrid's CRS is that
     * of a {@code .prj} file beside it, if there is one. Neither the file nor its folder is changed.
     *
     * @throws Refusal if the file is not of this format, or beyond the options' limits
     * @throws FileTrouble if the file cannot be read
     */
    public <T> T readFile(Class<T> type, Path file, ReadOptions options) throws IOException {
        checkReads(type);
        try {
            return noted(options, told -> checked(type, readPath(type, file, told), told));
        } catch (Refusal e) {
            throw named(e, file);
        } catch (FileSystemException e) {
            throw FileTrouble.reading(file, e);
        }
    }

    /** Of a file that is of another kind than its name says that is the reason, and not what comes of it. */
    private static Refusal named(Refusal refusal, Path file) throws IOException {
        Message other = ContentKind.otherThanNamed(file);
        return other == null ? refusal : Refusal.because(refusal, other);
    }

    /**
     * The names of the layers, sheets or tables in a file, one of which {@link ReadOptions#layer} chooses; empty for
     * formats and files that have one without a name.
     *
     * @throws Refusal if the file is not of this format
     * @throws FileTrouble if the file cannot be read
     */
    public List<String> layers(Path file) throws IOException {
        try {
            return layersOf(file);
        } catch (Refusal e) {
            throw named(e, file);
        } catch (FileSystemException e) {
            throw FileTrouble.reading(file, e);
        }
    }

    /** The files that a file is read with, itself among them, whether they are there or not: what changes it if it changes. */
    public List<Path> parts(Path file) throws IOException {
        return partsOf(file);
    }

    /** Writes a file as {@link WriteOptions#DEFAULT} says. */
    public void writeFile(Object value, Path file) throws IOException {
        writeFile(value, file, WriteOptions.DEFAULT);
    }

    /**
     * Writes a file, with a {@code .prj} file beside an ArcGrid. The file appears, or is replaced, when all of it is
     * written; if that fails it stays as it was.
     *
     * @throws FileTrouble if the file cannot be written
     */
    public void writeFile(Object value, Path file, WriteOptions options) throws IOException {
        Path target = file.toAbsolutePath();
        // not createTempFile, whose files nobody else may read
        Path part = Scratch.beside(target, ending());
        Path prj = Projections.prj(part);
        try {
            if (this == GEOPACKAGE && writes(value.getClass())) {
                GeoPackageFile.write(features(value), part);
            } else {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                    write(value, out, options);
                }
            }
            if (this == ARCGRID) {
                Projections.write(prj, ((GridCoverage2D) value).getCoordinateReferenceSystem2D());
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            if (this == ARCGRID) {
                Files.move(prj, Projections.prj(target), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (FileTrouble e) {
            throw FileTrouble.writing(file, e.getCause());
        } catch (IOException e) {
            throw FileTrouble.writing(file, e);
        } finally {
            Scratch.remove(part);
            Files.deleteIfExists(prj);
        }
    }

    /** Whether there are values of a type in this format: features, unless it is said otherwise. */
    boolean holds(Class<?> type) {
        return isFeatures(type);
    }

    List<String> layersOf(Path file) throws IOException {
        return List.of();
    }

    List<Path> partsOf(Path file) throws IOException {
        return List.of(file);
    }

    Object readPath(Class<?> type, Path file, ReadOptions options) throws IOException {
        try (InputStream in =
                new BufferedInputStream(options.progress().through(Files.newInputStream(file), Files.size(file)))) {
            return readValue(type, in, options);
        }
    }

    abstract Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException;

    void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
        throw new UnsupportedOperationException(title + " is read only");
    }

    @SuppressWarnings("unchecked")
    private static SimpleFeatureCollection features(Object value) {
        return DataUtilities.simple((FeatureCollection<SimpleFeatureType, SimpleFeature>) value);
    }

    private static boolean isFeatures(Class<?> type) {
        return FeatureCollection.class.isAssignableFrom(type);
    }

    private static boolean isGeometry(Class<?> type) {
        return Geometry.class.isAssignableFrom(type);
    }

    private static boolean isCoverage(Class<?> type) {
        return GridCoverage.class.isAssignableFrom(type);
    }
}
