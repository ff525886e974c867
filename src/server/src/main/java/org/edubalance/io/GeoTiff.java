package org.edubalance.io;

import it.geosolutions.imageio.plugins.tiff.TIFFDirectory;
import it.geosolutions.imageio.plugins.tiff.TIFFField;
import it.geosolutions.imageio.plugins.tiff.TIFFTag;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageWriterSpi;
import java.awt.image.DataBuffer;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
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
        ImageInputStream image = ImageIO.createImageInputStream(in);
        GeoTiffReader reader = null;
        try {
            Hints hints = new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true);
            if (options.crs() != null) {
                hints.put(Hints.DEFAULT_COORDINATE_REFERENCE_SYSTEM, options.crs());
            }
            reader = new GeoTiffReader(image, hints);
            Grids.checkCells(
                    reader.getOriginalGridRange().getSpan(0),
                    reader.getOriginalGridRange().getSpan(1),
                    options);
            return inMemory(reader.read((GeneralParameterValue[]) null), options.name());
        } catch (Refusal e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw Refusal.because(e, "format.geotiff.broken");
        } finally {
            if (reader != null) {
                reader.dispose();
            }
            image.close();
        }
    }

    /** The reader's image fetches its tiles when they are asked for; the copy has them. */
    private static GridCoverage2D inMemory(GridCoverage2D coverage, String name) {
        Map<String, Object> properties = new HashMap<>();
        Object noData = coverage.getProperty("GC_NODATA");
        if (noData != java.awt.Image.UndefinedProperty) {
            properties.put("GC_NODATA", noData);
        }
        return new GridCoverageFactory()
                .create(
                        name,
                        Grids.copy(coverage.getRenderedImage()),
                        coverage.getEnvelope(),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }

    /**
     * Writes a GeoTIFF: deflated, tiled where it is large, with the CRS, the NoData value (NaN for floating point) and
     * the bands' names as GDAL and QGIS read them.
     *
     * @throws Refusal if the coverage's CRS is none that GeoTIFF can hold
     */
    public static void write(GridCoverage2D coverage, OutputStream out) throws IOException {
        RenderedImage image = coverage.getRenderedImage();
        ImageWriter writer = new TIFFImageWriterSpi().createWriterInstance();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType("ZLib");
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
        out.flush();
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
        directory.addTIFFField(
                new TIFFField(tag, TIFFTag.TIFF_ASCII, 1, new String[] {bandNames(coverage.getSampleDimensions())}));
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

    private static String bandNames(GridSampleDimension[] bands) {
        StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
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
