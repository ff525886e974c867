"""Grids on their way to a process."""
import os

from qgis.core import QgsProcessingException, QgsProcessingUtils, QgsRasterFileWriter, QgsRasterPipe

from .texts import text


def geotiff(raster, name, transform_context, feedback):
    """The GeoTIFF that a raster layer is, or one with its values: as a process takes it, whatever QGIS reads it from."""
    source = raster.source()
    if raster.providerType() == "gdal" and source.lower().endswith((".tif", ".tiff")) and os.path.isfile(source):
        return source
    path = QgsProcessingUtils.generateTempFilename(name + ".tif")
    provider = raster.dataProvider()
    pipe = QgsRasterPipe()
    pipe.set(provider.clone())
    written = QgsRasterFileWriter(path).writeRaster(
        pipe, provider.xSize(), provider.ySize(), provider.extent(), raster.crs(), transform_context
    )
    if feedback.isCanceled():
        raise QgsProcessingException(text("cancelled"))
    if written != QgsRasterFileWriter.WriterError.NoError or not os.path.isfile(path):
        raise QgsProcessingException(text("raster.failed", name, raster.name()))
    return path
