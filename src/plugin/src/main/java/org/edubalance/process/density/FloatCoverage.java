package org.edubalance.process.density;

import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.HashMap;
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

/** Wraps arrays of float as grid coverages, without copying them. NaN is NoData. */
final class FloatCoverage {

    private FloatCoverage() {}

    static GridCoverage2D of(
            String name,
            DensityGrid grid,
            CoordinateReferenceSystem crs,
            String[] bandNames,
            float[][] bands,
            Map<String, Object> properties) {
        SampleModel model = new BandedSampleModel(DataBuffer.TYPE_FLOAT, grid.width(), grid.height(), bands.length);
        WritableRaster raster = Raster.createWritableRaster(model, new DataBufferFloat(bands, bands[0].length), null);
        GridSampleDimension[] dimensions = new GridSampleDimension[bands.length];
        for (int i = 0; i < bands.length; i++) {
            dimensions[i] = new GridSampleDimension(bandNames[i], new Category[] {Category.NODATA}, null);
        }
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
