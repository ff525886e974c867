package org.edubalance.process.density;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.density.DensityGrid;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.Category;
import org.geotools.coverage.CoverageFactoryFinder;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/**
 * Wraps arrays of float as grid coverages, without copying them. NaN is NoData, and said so twice, since readers differ:
 * GeoTools' ArcGrid writer takes it from the category, its raster processes and its GeoTIFF writer from the property.
 */
final class FloatCoverage {

    /** By the name that GeoTools looks for. Its own {@link Category#NODATA} has the value 0, which is a density. */
    private static final Category NO_DATA = new Category(Category.NODATA.getName(), new Color(0, true), Double.NaN);

    private FloatCoverage() {}

    static GridCoverage2D of(
            String name,
            DensityGrid grid,
            CoordinateReferenceSystem crs,
            List<String> bandNames,
            List<float[]> bands,
            Map<String, Object> properties) {
        SampleModel model = new BandedSampleModel(DataBuffer.TYPE_FLOAT, grid.width(), grid.height(), bands.size());
        DataBufferFloat buffer = new DataBufferFloat(bands.toArray(float[][]::new), bands.get(0).length);
        WritableRaster raster = Raster.createWritableRaster(model, buffer, null);
        GridSampleDimension[] dimensions = bandNames.stream()
                .map(band -> new GridSampleDimension(band, new Category[] {NO_DATA}, null))
                .toArray(GridSampleDimension[]::new);
        Map<String, Object> all = new HashMap<>(properties);
        CoverageUtilities.setNoDataProperty(all, Double.NaN);
        GridCoverageFactory factory = CoverageFactoryFinder.getGridCoverageFactory(null);
        ReferencedEnvelope bounds = new ReferencedEnvelope(grid.minX(), grid.maxX(), grid.minY(), grid.maxY(), crs);
        GridCoverage2D plain = factory.create(name, raster, bounds, dimensions);
        // said, not guessed from the axes: where they point west and south, an envelope alone turns the grid by 180°
        AffineTransform corner = new AffineTransform(
                bounds.getWidth() / grid.width(), 0, 0, -bounds.getHeight() / grid.height(), grid.minX(), grid.maxY());
        GridGeometry2D geometry = new GridGeometry2D(
                plain.getGridGeometry().getGridRange(),
                PixelInCell.CELL_CORNER,
                new AffineTransform2D(corner),
                crs,
                null);
        return factory.create(name, plain.getRenderedImage(), geometry, plain.getSampleDimensions(), null, all);
    }
}
