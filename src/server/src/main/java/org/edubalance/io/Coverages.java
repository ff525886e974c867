package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * Grid coverages in files. A coverage read here is wholly in memory: it needs no file any more and may be used by many
 * threads.
 */
public final class Coverages {

    private Coverages() {}

    /**
     * Reads a GeoTIFF. Its own CRS goes before that of the options.
     *
     * @throws FormatException if it is none, has no georeference, or more cells than the options allow
     */
    public static GridCoverage2D readGeoTiff(InputStream in, ReadOptions options) throws IOException {
        return GeoTiff.read(in, options);
    }

    /**
     * Writes a GeoTIFF: deflated, tiled where it is large, with the CRS, the NoData value (NaN for floating point) and
     * the bands' names as GDAL and QGIS read them.
     */
    public static void writeGeoTiff(GridCoverage2D coverage, OutputStream out) throws IOException {
        GeoTiff.write(coverage, out);
    }

    /**
     * Reads an Esri ASCII grid as 32-bit floating point, its NoData as NaN. The format names no CRS: it is that of the
     * options, else WGS 84 if the grid lies within its bounds.
     */
    public static GridCoverage2D readArcGrid(InputStream in, ReadOptions options) throws IOException {
        return ArcGrid.read(in, options);
    }

    /** Writes the one band of a coverage as Esri ASCII grid, NaN as the NoData value -9999. */
    public static void writeArcGrid(GridCoverage2D coverage, OutputStream out) throws IOException {
        ArcGrid.write(coverage, out);
    }

    /**
     * Writes a picture of the first band, from its smallest value (dark violet) over green to its largest (yellow);
     * cells without a value are transparent. A coverage that is a picture already, 8 bits in three or four bands, is
     * written as it is. The picture has no georeference.
     */
    public static void writePng(GridCoverage2D coverage, OutputStream out) throws IOException {
        CoveragePicture.write(coverage, out);
    }
}
