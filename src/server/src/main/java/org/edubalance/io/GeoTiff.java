package org.edubalance.io;

import it.geosolutions.imageio.plugins.tiff.TIFFCompressor;
import it.geosolutions.imageio.plugins.tiff.TIFFDirectory;
import it.geosolutions.imageio.plugins.tiff.TIFFField;
import it.geosolutions.imageio.plugins.tiff.TIFFImageWriteParam;
import it.geosolutions.imageio.plugins.tiff.TIFFTag;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageWriterSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.edubalance.messages.Refusal;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.io.imageio.geotiff.CRS2GeoTiffMetadataAdapter;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffConstants;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataEncoder;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.util.factory.Hints;

/**
 * GeoTIFF by GeoTools' reader and metadata. Not by its {@link GeoTiffWriter} as a whole, which leaves out a NoData value
 * of NaN and the bands' names.
 */
public final class GeoTiff {

    private static final int TILE = 256;

    /** GDAL's tag for what TIFF has no tag for: an XML text. */
    private static final int GDAL_METADATA = 42112;

    private GeoTiff() {}

    /**
     * Reads a GeoTIFF wholly into memory: it needs no file any more and may be used by many threads. Its own CRS goes
     * before that of the options.
     *
     * @throws Refusal if it is none, has no georeference, or more cells than the options allow
     */
    public static GridCoverage2D read(InputStream in, ReadOptions options) throws IOException {
        byte[] bytes = in.readAllBytes();
        try (ImageInputStream image = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            return read(image, bytes.length, options);
        }
    }

    /** Reads a file, as {@link #read(InputStream, ReadOptions)} a stream. */
    static GridCoverage2D read(Path file, ReadOptions options) throws IOException {
        try (ImageInputStream image = new FileImageInputStream(file.toFile())) {
            return read(image, image.length(), options);
        }
    }

    private static GridCoverage2D read(ImageInputStream image, long length, ReadOptions options) throws IOException {
        TiffStructure.check(image, length, options);
        image.setByteOrder(ByteOrder.BIG_ENDIAN);
        GeoTiffReader reader = null;
        try {
            Hints hints = new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true);
            if (options.crs() != null) {
                hints.put(Hints.DEFAULT_COORDINATE_REFERENCE_SYSTEM, options.crs());
            }
            reader = new GeoTiffReader(image, hints);
            return inMemory(reader.read((GeneralParameterValue[]) null), options.name());
        } catch (IOException | RuntimeException e) {
            // what is in a file that is no GeoTIFF after all shows in the reader as anything at all
            throw Refusal.because(e, "format.geotiff.broken");
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    /** The reader's image fetches its tiles when they are asked for; the copy has them. */
    private static GridCoverage2D inMemory(GridCoverage2D coverage, String name) {
        Map<String, Object> properties = new HashMap<>();
        Object noData = coverage.getProperty("GC_NODATA");
        if (noData != java.awt.Image.UndefinedProperty) {
            properties.put("GC_NODATA", noData);
        }
        BufferedImage copy = Grids.copy(coverage.getRenderedImage());
        return new GridCoverageFactory()
                .create(
                        name,
                        copy,
                        Grids.geometry(
                                copy.getWidth(),
                                copy.getHeight(),
                                Grids.cornerToCrs(coverage),
                                coverage.getCoordinateReferenceSystem2D()),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }

    /**
     * Writes a GeoTIFF: deflated, tiled where it is large, with the CRS, the NoData value (NaN for floating point), the
     * bands' names, and as metadata the coverage's properties that are texts, numbers or truth values, as GDAL and QGIS
     * read them.
     *
     * @throws Refusal if the coverage's CRS is none that GeoTIFF can hold
     */
    public static void write(GridCoverage2D coverage, OutputStream out) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.file("coverage.tif");
            // not a file of ImageIO's, which Java closes as soon as its own end begins, whoever still writes
            try (ImageOutputStream stream = new FileImageOutputStream(file.toFile())) {
                write(coverage, stream);
            }
            Files.copy(file, out);
        }
        out.flush();
    }

    private static void write(GridCoverage2D coverage, ImageOutputStream stream) throws IOException {
        RenderedImage image = uncopied(coverage.getRenderedImage());
        ImageWriter writer = new TIFFImageWriterSpi().createWriterInstance();
        try {
            writer.setOutput(stream);
            TIFFImageWriteParam param = (TIFFImageWriteParam) writer.getDefaultWriteParam();
            TIFFCompressor deflater = new TileDeflater();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTIFFCompressor(deflater);
            param.setCompressionType(deflater.getCompressionType());
            if (image.getWidth() > TILE && image.getHeight() > TILE) {
                param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
                param.setTiling(TILE, TILE, 0, 0);
            }
            writer.write(null, new IIOImage(image, null, metadata(coverage, image, writer, param)), param);
            if (image.getSampleModel().getNumBands() > 1 && !Grids.isPicture(image)) {
                TiffBands.declareMeasurements(stream, image.getSampleModel().getNumBands());
            }
        } finally {
            writer.dispose();
        }
    }

    /** The same image for a writer that asks for it row by row; where it lies in memory as one, no row is copied. */
    private static RenderedImage uncopied(RenderedImage image) {
        boolean one = image.getNumXTiles() == 1 && image.getNumYTiles() == 1;
        return one
                        && image.getTile(image.getMinTileX(), image.getMinTileY()) instanceof WritableRaster raster
                        && raster.getMinX() == 0
                        && raster.getMinY() == 0
                ? new Uncopied(image.getColorModel(), raster)
                : image;
    }

    private static final class Uncopied extends BufferedImage {

        Uncopied(ColorModel colors, WritableRaster raster) {
            super(colors, raster, colors.isAlphaPremultiplied(), null);
        }

        @Override
        public Raster getData(Rectangle part) {
            return getRaster().createChild(part.x, part.y, part.width, part.height, part.x, part.y, null);
        }
    }

    private static IIOMetadata metadata(
            GridCoverage2D coverage, RenderedImage image, ImageWriter writer, ImageWriteParam param)
            throws IOException {
        GeoTiffIIOMetadataEncoder geo = new CRS2GeoTiffMetadataAdapter(crs(coverage)).parseCoordinateReferenceSystem();
        geo.addGeoShortParam(GeoTiffConstants.GTRasterTypeGeoKey, GeoTiffConstants.RasterPixelIsArea);
        geo.setModelTransformation(Grids.cornerToCrs(coverage));
        int dataType = image.getSampleModel().getDataType();
        double noData = Grids.noData(coverage);
        if (!Double.isNaN(noData) || dataType == DataBuffer.TYPE_FLOAT || dataType == DataBuffer.TYPE_DOUBLE) {
            geo.setNoData(noData);
        }
        IIOMetadata metadata = GeoTiffWriter.createGeoTiffIIOMetadata(
                writer, ImageTypeSpecifier.createFromRenderedImage(image), geo, param);
        TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
        TIFFTag tag = new TIFFTag("GDAL_METADATA", GDAL_METADATA, 1 << TIFFTag.TIFF_ASCII);
        directory.addTIFFField(new TIFFField(tag, TIFFTag.TIFF_ASCII, 1, new String[] {gdalMetadata(coverage)}));
        return directory.getAsMetadata();
    }

    private static CoordinateReferenceSystem crs(GridCoverage2D coverage) {
        CoordinateReferenceSystem crs = coverage.getCoordinateReferenceSystem2D();
        if (!(crs instanceof GeographicCRS) && !(crs instanceof ProjectedCRS)) {
            throw Refusal.of(
                    "format.geotiff.crs",
                    "crs",
                    crs == null ? null : crs.getName().getCode());
        }
        return CrsNames.canonical(crs);
    }

    /** What the coverage's properties say of how it was made, and the bands' names, as GDAL shows them. */
    private static String gdalMetadata(GridCoverage2D coverage) {
        StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
        for (Map.Entry<String, String> property : Grids.said(coverage).entrySet()) {
            xml.append("  <Item name=\"")
                    .append(escaped(property.getKey()).replace("\"", "&quot;"))
                    .append("\">")
                    .append(escaped(property.getValue()))
                    .append("</Item>\n");
        }
        GridSampleDimension[] bands = coverage.getSampleDimensions();
        for (int i = 0; i < bands.length; i++) {
            xml.append("  <Item name=\"DESCRIPTION\" sample=\"")
                    .append(i)
                    .append("\" role=\"description\">")
                    .append(escaped(bands[i].getDescription().toString()))
                    .append("</Item>\n");
        }
        return xml.append("</GDALMetadata>").toString();
    }

    /** In ASCII, which is all that a TIFF text may be; markup escaped twice, since GDAL takes it off twice. */
    private static String escaped(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> ascii.append("&amp;amp;");
                case '<' -> ascii.append("&amp;lt;");
                case '>' -> ascii.append("&amp;gt;");
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        ascii.appendCodePoint(c);
                    } else {
                        ascii.append("&#").append(c).append(';');
                    }
                }
            }
        });
        return ascii.toString();
    }
}
