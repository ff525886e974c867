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

    CSV("CSV", List.of("text/csv"), "csv") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return Csv.read(in, options);
        }

        @Override
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            Csv.write(features(value), out, options);
        }

        @Override
        boolean holds(Class<?> type) {
            return isFeatures(type);
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
        void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException {
            try (Scratch scratch = Scratch.create()) {
                Path file = scratch.file("layer.gpkg");
                GeoPackageFile.write(features(value), file);
                Files.copy(file, out);
                out.flush();
            }
        }

        @Override
        boolean holds(Class<?> type) {
            return isFeatures(type);
        }
    },

    GEOTIFF("GeoTIFF", List.of("image/tiff", "image/geotiff"), "tif", "tiff") {
        @Override
        Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException {
            return GeoTiff.read(in, options);
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

    /** True for formats that are text in UTF-8 or ASCII, false for binary ones. */
    public boolean isText() {
        return this == GEOJSON || this == CSV || this == WKT || this == ARCGRID;
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
     * Reads a value wholly into memory. The stream stays open.
     *
     * @throws Refusal if the input is not of this format, or beyond the options' limits
     */
    public <T> T read(Class<T> type, InputStream in, ReadOptions options) throws IOException {
        if (!reads(type)) {
            throw new IllegalStateException(title + " cannot be read as " + type.getSimpleName());
        }
        Object value = readValue(type, in, options);
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
     * Reads a file wholly into memory. A GeoPackage's layer is that of the options; an ArcGrid's CRS is that of a
     * {@code .prj} file beside it, if there is one. Neither the file nor its folder is changed.
     *
     * @throws Refusal if the file is not of this format, or beyond the options' limits
     * @throws FileTrouble if the file cannot be read
     */
    public <T> T readFile(Class<T> type, Path file, ReadOptions options) throws IOException {
        if (this == GEOPACKAGE && reads(type)) {
            return type.cast(GeoPackageFile.read(file, options));
        }
        if (this == GEOTIFF && reads(type)) {
            return type.cast(GeoTiff.read(file, options));
        }
        ReadOptions known = this == ARCGRID ? options.withCrs(Projections.beside(file, options.crs())) : options;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(type, in, known);
        } catch (FileSystemException e) {
            throw FileTrouble.reading(file, e);
        }
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

    abstract boolean holds(Class<?> type);

    abstract Object readValue(Class<?> type, InputStream in, ReadOptions options) throws IOException;

    abstract void writeValue(Object value, OutputStream out, WriteOptions options) throws IOException;

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
