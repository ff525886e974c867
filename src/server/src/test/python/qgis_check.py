#!/usr/bin/env python3
"""Loads styles into QGIS and draws them: vector layers with SLD files, a density GeoTIFF with its QML.

Usage: qgis_check.py DIRECTORY

The directory holds NAME.geojson with NAME.sld for each vector style, and density.tif with density.qml. A picture
NAME.png is written beside each. Prints a line per style, and exits with 1 if one did not load or drew nothing.
"""
import pathlib
import sys

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsRuleBasedRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def draw(layer, picture):
    """Draws a layer on white; returns the number of pixels that are not white."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setExtent(layer.extent().buffered(0.2))
    settings.setOutputSize(QSize(720, 400))
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(str(picture))
    white = QColor("white").rgb()
    return sum(
        image.pixel(x, y) != white
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def vector(file):
    layer = QgsVectorLayer(str(file), file.stem, "ogr")
    assert layer.isValid(), "the layer does not open"
    message, loaded = layer.loadSldStyle(str(file.with_suffix(".sld")))
    assert loaded, message
    renderer = layer.renderer()
    assert isinstance(renderer, QgsRuleBasedRenderer), type(renderer).__name__
    rules = [rule.label() for rule in renderer.rootRule().children()]
    pixels = draw(layer, file.with_suffix(".png"))
    assert pixels > 100, "%d pixels drawn" % pixels
    return "%d features, %d pixels, labels %s, rules: %s" % (
        layer.featureCount(),
        pixels,
        "on" if layer.labelsEnabled() else "off",
        "; ".join(rules),
    )


def raster(file):
    layer = QgsRasterLayer(str(file), file.stem)
    assert layer.isValid(), "the raster does not open"
    message, loaded = layer.loadNamedStyle(str(file.with_suffix(".qml")))
    assert loaded, message
    renderer = layer.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer), type(renderer).__name__
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert len(items) > 2, "%d colours" % len(items)
    statistics = layer.dataProvider().bandStatistics(1)
    pixels = draw(layer, file.with_suffix(".png"))
    assert pixels > 100, "%d pixels drawn" % pixels
    extent = layer.extent()
    return "%s, x %.3f to %.3f, y %.3f to %.3f, values %.3f to %.3f, %d colours" % (
        layer.crs().authid(),
        extent.xMinimum(),
        extent.xMaximum(),
        extent.yMinimum(),
        extent.yMaximum(),
        statistics.minimumValue,
        statistics.maximumValue,
        len(items),
    )


def main(directory):
    application = QgsApplication([], False)
    application.initQgis()
    failed = 0
    for file in sorted(pathlib.Path(directory).glob("*")):
        check = {".geojson": vector, ".tif": raster}.get(file.suffix)
        if check:
            try:
                print("ok", file.name, check(file), flush=True)
            except AssertionError as error:
                failed += 1
                print("FAILED", file.name, error, flush=True)
    application.exitQgis()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
