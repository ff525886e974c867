package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import mil.nga.geopackage.GeoPackage;
import mil.nga.geopackage.GeoPackageException;
import mil.nga.geopackage.GeoPackageManager;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * OGC GeoPackage files: features tables, and attributes tables for rows without geometry.
 *
 * <p>Coordinates are x first, as the standard says, whatever the CRS's own order of axes. Columns of binary data are
 * left out of what is read. A file that is read stays as it is, see {@link ReadOnlySqlite}.
 */
public final class GeoPackageFile {

    private GeoPackageFile() {}

    /**
     * The names of the layers: features tables first, then attributes tables.
     *
     * @throws Refusal if the file is no GeoPackage
     */
    public static List<String> layers(Path file) throws IOException {
        try (ReadOnlySqlite sqlite = ReadOnlySqlite.open(file)) {
            return new GeoPackageContents(sqlite.connection()).layers();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads the layer that the options name, else the only one, into memory.
     *
     * @throws Refusal if the file is no GeoPackage, or has no such layer or none is named of several, listing those there
     *     are
     */
    public static SimpleFeatureCollection read(Path file, ReadOptions options) throws IOException {
        try (ReadOnlySqlite sqlite = ReadOnlySqlite.open(file)) {
            GeoPackageContents contents = new GeoPackageContents(sqlite.connection());
            List<String> layers = contents.layers();
            if (layers.isEmpty()) {
                throw Refusal.of("format.gpkg.empty");
            }
            String layer = LayerChoice.of(layers, options.layer());
            return new GeoPackageReader(sqlite.connection(), contents, layer, options).read();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Reads a GeoPackage that comes as a stream, by way of a temporary file. */
    public static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.file("layer.gpkg");
            Files.copy(in, file);
            return read(file, options);
        }
    }

    /**
     * Writes a new file with one layer, named as the features' type: a features table with the CRS and the bounds, or an
     * attributes table where the type has no geometry. The file must not exist and must end in {@code .gpkg}; if writing
     * fails, nothing is left of it.
     *
     * @throws FileTrouble if it cannot be written
     */
    public static void write(SimpleFeatureCollection features, Path file) throws IOException {
        boolean written = false;
        try {
            GeoPackageManager.create(file.toFile(), false);
            try (GeoPackage geoPackage = GeoPackageManager.open(file.toFile(), false)) {
                new GeoPackageWriter(geoPackage, features).write();
            }
            written = true;
        } catch (GeoPackageException e) {
            throw FileTrouble.writing(file, e);
        } finally {
            if (!written) {
                Scratch.remove(file);
            }
        }
    }

    private static Refusal unreadable(SQLException e) {
        return Refusal.because(e, "format.gpkg.broken");
    }
}
