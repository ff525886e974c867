"""Gives results their style when QGIS loads them into the project."""
import os

from qgis.core import (
    QgsColorRampShader,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterBandStats,
    QgsRasterLayer,
    QgsRenderContext,
    QgsUnitTypes,
)

from .models import OUTPUTS
from .texts import in_language, text

#: Styles of QGIS alone, where the servers have none.
_OWN = {"edu:AssessRegions": "county-verdict.qml"}

_STYLES = os.path.join(os.path.dirname(__file__), "styles")

#: At 96 pixels an inch, as screens are counted.
_POINTS_OF_A_PIXEL = 72 / 96

#: Kept here, since QGIS holds no reference to them that Python counts.
_KEPT = []


def style_when_loaded(context, identifier, description):
    """Names and styles the result, if it is one that will be loaded."""
    if not context.willLoadLayerOnCompletion(identifier):
        return
    processor = _Styler(description)
    _KEPT.append(processor)
    details = context.layerToLoadOnCompletionDetails(identifier)
    if details.name in ("", "Result", "结果", "OUTPUT"):
        details.name = in_language(description["title"])
    elif details.name in OUTPUTS:
        details.name = text("layer." + details.name)
    details.setPostProcessor(processor)


class _Styler(QgsProcessingLayerPostProcessorInterface):

    def __init__(self, description):
        super().__init__()
        self._style = description.get("style")
        self._own = _OWN.get(description["id"])

    def postProcessLayer(self, layer, _context, feedback):
        if isinstance(layer, QgsRasterLayer):
            colour_density(layer)
        elif self._own and layer.isSpatial():
            layer.loadNamedStyle(os.path.join(_STYLES, self._own))
        elif self._style:
            style = os.path.join(_STYLES, self._style + ".sld")
            if os.path.exists(style):
                message, loaded = layer.loadSldStyle(style)
                if loaded:
                    size_for_paper_too(layer)
                else:
                    feedback.pushInfo(message)
        layer.triggerRepaint()


def size_for_paper_too(layer):
    """Gives the symbols and labels of an SLD, whose sizes are pixels, the same size on a screen and in print."""
    points = QgsUnitTypes.RenderUnit.RenderPoints
    for symbol in layer.renderer().symbols(QgsRenderContext()):
        symbol.setOutputUnit(points)
        if isinstance(symbol, QgsMarkerSymbol):
            symbol.setSize(symbol.size() * _POINTS_OF_A_PIXEL)
    labeling = layer.labeling()
    for provider in labeling.subProviders() if labeling is not None else ():
        settings = QgsPalLayerSettings(labeling.settings(provider))
        written = settings.format()
        if written.sizeUnit() == QgsUnitTypes.RenderUnit.RenderPixels:
            written.setSizeUnit(points)
            written.setSize(written.size() * _POINTS_OF_A_PIXEL)
            settings.setFormat(written)
            labeling.setSettings(settings, provider)


def colour_density(layer):
    """Colours a density in the shipped colours, between nothing, which is transparent, and its highest value."""
    highest = layer.dataProvider().bandStatistics(1, QgsRasterBandStats.Stats.Max).maximumValue
    layer.loadNamedStyle(os.path.join(_STYLES, "kernel-density.qml"))
    renderer = layer.renderer()
    ramp = renderer.shader().rasterShaderFunction()
    shipped = ramp.colorRampItemList()
    factor = highest / shipped[-1].value
    ramp.setColorRampItemList([
        QgsColorRampShader.ColorRampItem(item.value * factor, item.color, "%.3g" % (item.value * factor))
        for item in shipped
    ])
    ramp.setMinimumValue(0)
    ramp.setMaximumValue(highest)
    renderer.setClassificationMin(0)
    renderer.setClassificationMax(highest)
