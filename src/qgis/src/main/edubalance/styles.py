"""Gives results their style when QGIS loads them into the project."""
import os

from qgis.core import (
    QgsColorRampShader,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterBandStats,
    QgsRasterLayer,
)

from .texts import in_language

_STYLES = os.path.join(os.path.dirname(__file__), "styles")

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
    details.setPostProcessor(processor)


class _Styler(QgsProcessingLayerPostProcessorInterface):

    def __init__(self, description):
        super().__init__()
        self._style = description.get("style")

    def postProcessLayer(self, layer, context, feedback):
        if isinstance(layer, QgsRasterLayer):
            colour_density(layer)
        elif self._style:
            style = os.path.join(_STYLES, self._style + ".sld")
            if os.path.exists(style):
                message, loaded = layer.loadSldStyle(style)
                if not loaded:
                    feedback.pushInfo(message)
        layer.triggerRepaint()


def colour_density(layer):
    """Colours a density in the shipped colours, between nothing, which is transparent, and its highest value."""
    highest = layer.dataProvider().bandStatistics(1, QgsRasterBandStats.Max).maximumValue
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
