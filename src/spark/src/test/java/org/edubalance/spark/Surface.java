package org.edubalance.spark;

import java.awt.image.Raster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.edubalance.density.DensityGrid;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A mosaic read back by other people's code: XML by the JDK's parser, tiles by its TIFF reader. */
record Surface(DensityGrid grid, double[][] bands, int tiles) {

    static Surface read(Path folder) {
        try {
            Document vrt = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("density.vrt").toFile());
            Element root = vrt.getDocumentElement();
            int width = Integer.parseInt(root.getAttribute("rasterXSize"));
            int height = Integer.parseInt(root.getAttribute("rasterYSize"));
            double[] transform = Arrays.stream(text(root, "GeoTransform").split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            DensityGrid grid = new DensityGrid(transform[0], transform[3], transform[1], -transform[5], width, height);
            NodeList found = root.getElementsByTagName("VRTRasterBand");
            double[][] bands = new double[found.getLength()][width * height];
            int tiles = 0;
            for (int band = 0; band < bands.length; band++) {
                Arrays.fill(bands[band], Double.NEGATIVE_INFINITY);
                NodeList sources = ((Element) found.item(band)).getElementsByTagName("SimpleSource");
                tiles = sources.getLength();
                for (int i = 0; i < tiles; i++) {
                    put((Element) sources.item(i), folder, band, bands[band], width);
                }
            }
            return new Surface(grid, bands, tiles);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void put(Element source, Path folder, int band, double[] cells, int width) throws IOException {
        Element to = (Element) source.getElementsByTagName("DstRect").item(0);
        int left = Integer.parseInt(to.getAttribute("xOff"));
        int top = Integer.parseInt(to.getAttribute("yOff"));
        Raster raster = raster(folder.resolve(text(source, "SourceFilename")).toFile());
        for (int row = 0; row < raster.getHeight(); row++) {
            for (int column = 0; column < raster.getWidth(); column++) {
                cells[(top + row) * width + left + column] = raster.getSampleDouble(column, row, band);
            }
        }
    }

    static Raster raster(File file) throws IOException {
        if (!Files.exists(file.toPath())) {
            throw new AssertionError("no " + file);
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file)) {
            reader.setInput(in);
            return reader.read(0).getRaster();
        } finally {
            reader.dispose();
        }
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent().strip();
    }
}
