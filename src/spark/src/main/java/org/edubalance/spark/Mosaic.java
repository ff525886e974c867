package org.edubalance.spark;

import java.util.List;
import java.util.Locale;
import org.edubalance.density.DensityGrid;

/** The tiles as one raster: GDAL's virtual format, with an overview for looking at it from afar. */
final class Mosaic {

    private Mosaic() {}

    /**
     * The text of a .vrt file.
     *
     * @param overview the overview's file
     */
    static String vrt(DensityGrid grid, GroundCrs crs, List<TilePlan.Tile> tiles, List<String> bands, String overview) {
        StringBuilder vrt = new StringBuilder();
        vrt.append("<VRTDataset rasterXSize=\"%d\" rasterYSize=\"%d\">\n".formatted(grid.width(), grid.height()));
        vrt.append("  <SRS>%s</SRS>\n".formatted(crs));
        vrt.append("  <GeoTransform>%s, %s, 0, %s, 0, %s</GeoTransform>\n"
                .formatted(grid.minX(), grid.cellWidth(), grid.maxY(), -grid.cellHeight()));
        for (int band = 1; band <= bands.size(); band++) {
            vrt.append("  <VRTRasterBand dataType=\"Float64\" band=\"%d\">\n".formatted(band));
            vrt.append("    <Description>%s</Description>\n".formatted(bands.get(band - 1)));
            vrt.append("    <NoDataValue>nan</NoDataValue>\n");
            for (TilePlan.Tile tile : tiles) {
                vrt.append("    <SimpleSource>\n");
                vrt.append("      <SourceFilename relativeToVRT=\"1\">%s</SourceFilename>\n".formatted(tile.file()));
                vrt.append("      <SourceBand>%d</SourceBand>\n".formatted(band));
                vrt.append(String.format(
                        Locale.ROOT,
                        "      <SourceProperties RasterXSize=\"%d\" RasterYSize=\"%d\" DataType=\"Float64\""
                                + " BlockXSize=\"256\" BlockYSize=\"256\"/>\n",
                        tile.width,
                        tile.height));
                vrt.append("      <SrcRect xOff=\"0\" yOff=\"0\" xSize=\"%d\" ySize=\"%d\"/>\n"
                        .formatted(tile.width, tile.height));
                vrt.append("      <DstRect xOff=\"%d\" yOff=\"%d\" xSize=\"%d\" ySize=\"%d\"/>\n"
                        .formatted(tile.column, tile.row, tile.width, tile.height));
                vrt.append("    </SimpleSource>\n");
            }
            vrt.append("    <Overview>\n");
            vrt.append("      <SourceFilename relativeToVRT=\"1\">%s</SourceFilename>\n".formatted(overview));
            vrt.append("      <SourceBand>%d</SourceBand>\n".formatted(band));
            vrt.append("    </Overview>\n");
            vrt.append("  </VRTRasterBand>\n");
        }
        return vrt.append("</VRTDataset>\n").toString();
    }
}
