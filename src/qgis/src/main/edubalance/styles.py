"""Gives results their style when QGIS loads them into the project."""
import os

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterBandStats,
    QgsRasterLayer,
    QgsRenderContext,
    QgsRuleBasedRenderer,
    QgsUnitTypes,
    QgsWkbTypes,
)

from .models import OUTPUTS
from .others import GROUP
from .texts import in_language, is_chinese, text

#: Styles of QGIS alone, where the servers have none.
_OWN = {"edu:AssessRegions": "county-verdict.qml"}

_STYLES = os.path.join(os.path.dirname(__file__), "styles")

#: At 96 pixels an inch, as screens are counted.
_POINTS_OF_A_PIXEL = 72 / 96

#: Kept here, since QGIS holds no reference to them that Python counts.
_KEPT = []


#: Set on a layer that has the colours of a density, for the legend of a page.
DENSITY = "edubalance/density"


def style_when_loaded(context, identifier, description, unit=""):
    """Names and styles the result, if it is one that will be loaded; a density's legend has its unit."""
    if not context.willLoadLayerOnCompletion(identifier):
        return
    processor = _Styler(description, unit)
    _KEPT.append(processor)
    details = context.layerToLoadOnCompletionDetails(identifier)
    if details.name in ("", "Result", "结果", "OUTPUT"):
        details.name = in_language(description["title"])
    elif details.name in OUTPUTS:
        details.name = text("layer." + details.name)
    details.setPostProcessor(processor)


class _Styler(QgsProcessingLayerPostProcessorInterface):

    def __init__(self, description, unit):
        super().__init__()
        self._unit = unit
        self._style = description.get("style")
        self._own = _OWN.get(description["id"])
        self._is_other = description.get("group") == GROUP

    def postProcessLayer(self, layer, _context, feedback):
        if self._is_other:
            # nothing is known of what its values mean
            return
        if isinstance(layer, QgsRasterLayer):
            colour_density(layer, self._unit)
        elif self._own and layer.isSpatial():
            layer.loadNamedStyle(os.path.join(_STYLES, self._own))
            legend_in_language(layer)
        elif self._style:
            style = os.path.join(_STYLES, self._style + ".sld")
            if os.path.exists(style):
                message, loaded = layer.loadSldStyle(style)
                if loaded:
                    fit(layer)
                    legend_in_language(layer)
                else:
                    feedback.pushInfo(message)
        layer.triggerRepaint()


def fit(layer):
    """Gives symbols and labels of an SLD, whose sizes are pixels, the same size in print, and labels a place by points."""
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
        if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
            # beside the symbol, where an SLD moves it, which QGIS does not read
            settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
            settings.offsetType = QgsPalLayerSettings.OffsetType.FromSymbolBounds
            settings.dist = 0.3
        labeling.setSettings(settings, provider)


def legend_in_language(layer):
    """Leaves of the titles of rules, which are English / Chinese, those in QGIS' language."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsRuleBasedRenderer):
        for rule in renderer.rootRule().descendants():
            parts = rule.label().split(" / ")
            if len(parts) == 2:
                rule.setLabel(parts[is_chinese()])


def colour_density(layer, unit=""):
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
    legend = QgsColorRampLegendNodeSettings(ramp.legendSettings())
    legend.setMinimumLabel("0")
    legend.setMaximumLabel(("%.3g %s" % (highest, unit)).strip())
    ramp.setLegendSettings(legend)
    layer.setCustomProperty(DENSITY, unit)
