package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import mil.nga.geopackage.GeoPackage;
import mil.nga.geopackage.GeoPackageManager;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * OGC GeoPackage files: features tables, and attributes tables for rows without geometry.
 *
 * <p>Coordinates are x first, as the standard says, whatever the CRS's own order of axes. Columns of binary data are
 * left out of what is read.
 */
public final class GeoPackageFile {

    private GeoPackageFile() {}

    /** The names of the layers: features tables first, then attributes tables. */
    public static List<String> layers(Path file) throws IOException {
        try (GeoPackage geoPackage = open(file)) {
            return layers(geoPackage);
        }
    }

    /**
     * Reads the layer that the options name, else the first one, into memory.
     *
     * @throws FormatException if the file is no GeoPackage, or has no such layer, listing those there are
     */
    public static SimpleFeatureCollection read(Path file, ReadOptions options) throws IOException {
        try (GeoPackage geoPackage = open(file)) {
            List<String> layers = layers(geoPackage);
            if (layers.isEmpty()) {
                throw new FormatException("the GeoPackage has no layer of features or rows");
            }
            String layer = options.layer() == null ? layers.get(0) : options.layer();
            if (!layers.contains(layer)) {
                throw new FormatException(
                        "the GeoPackage has no layer '" + layer + "'; its layers are " + String.join(", ", layers));
            }
            return new GeoPackageReader(geoPackage, layer, options).read();
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** Reads a GeoPackage that comes as a stream, by way of a temporary file. */
    public static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        Path file = Files.createTempFile("edubalance", ".gpkg");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return read(file, options);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Writes a new file with one layer, named as the features' type: a features table with the CRS and the bounds, or an
     * attributes table where the type has no geometry. The file must not exist and must end in {@code .gpkg}.
     */
    public static void write(SimpleFeatureCollection features, Path file) throws IOException {
        try {
            GeoPackageManager.create(file.toFile(), false);
            try (GeoPackage geoPackage = GeoPackageManager.open(file.toFile(), false)) {
                new GeoPackageWriter(geoPackage, features).write();
            }
        } catch (RuntimeException e) {
            throw new IOException("the GeoPackage cannot be written: " + Grids.reason(e), e);
        }
    }

    private static GeoPackage open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("cannot read " + file);
        }
        try {
            return GeoPackageManager.open(false, file.toFile());
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static FormatException unreadable(RuntimeException e) {
        return new FormatException("not a GeoPackage that can be read: " + Grids.reason(e), e);
    }

    private static List<String> layers(GeoPackage geoPackage) {
        List<String> layers = new ArrayList<>(geoPackage.getFeatureTables());
        layers.addAll(geoPackage.getAttributesTables());
        return layers;
    }
}
