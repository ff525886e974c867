"""Makes the files of the plugin that QGIS itself writes: the ready model, the print layout and the style of verdicts.

They lie in the sources as it wrote them; a test makes them anew and compares. After a change here:

    QT_HASH_SEED=0 PYTHONPATH=src/qgis/src/test EDUBALANCE_PLUGIN=… EDUBALANCE_JAR=… EDUBALANCE_JAVA=… \\
        QT_QPA_PLATFORM=offscreen /usr/bin/python3 src/qgis/src/made/make.py src/qgis/src/main/edubalance
"""
import pathlib
import sys

from qgis.core import (
    QgsFillSymbol,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsLinePatternFillSymbolLayer,
    QgsPrintLayout,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource as Source,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QFont

LANGUAGES = ("en", "zh")

_WORDS = {
    "schools": ("Schools", "学校"),
    "counties": ("Counties", "县"),
    "county": ("Field with the county of a school", "学校所属县的字段"),
    "stage": ("Field with the stage", "学段字段"),
    "pupils": ("Field with the number of pupils", "学生数字段"),
    "radius": ("Radius of the density", "密度半径"),
    "system": ("Indicator system", "指标体系"),
    "standard": ("Standard", "标准"),
    "density": ("Density of pupils", "学生密度"),
    "scores": ("Scores of the schools", "学校得分"),
    "balance": ("Balance of the counties", "各县均衡系数"),
    "verdict": ("Verdict on the counties", "各县达标评定"),
    "help": (
        "From schools as points and counties as polygons to four layers: where the pupils are, how well each school is "
        "equipped compared with others of its stage, how equal the scores are within each county, and whether each county "
        "meets the standard, with the reasons. The schools need the fields of the indicator system and the standard.",
        "由学校点和县域面得到四个图层：学生分布在哪里，各校与同学段学校相比资源水平如何，各县内得分是否均衡，以及各县是否达标及原因。"
        "学校图层需有指标体系和标准所用的字段。",
    ),
}


def model(language):
    """The ready model: schools and counties to density, scores, balance and verdict."""
    def word(key):
        return _WORDS[key][LANGUAGES.index(language)]

    made = QgsProcessingModelAlgorithm("pointstoverdict", "", "")
    source, kinds = QgsProcessingParameterFeatureSource, QgsProcessing.SourceType
    radius = QgsProcessingParameterDistance("radius", word("radius"), 20000)
    radius.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
    radius.setMinimum(0)
    parameters = [
        source("schools", word("schools"), [kinds.TypeVectorPoint]),
        source("counties", word("counties"), [kinds.TypeVectorPolygon]),
        QgsProcessingParameterField("county", word("county"), "county", "schools"),
        QgsProcessingParameterField("stage", word("stage"), "stage", "schools"),
        QgsProcessingParameterField("pupils", word("pupils"), "pupils", "schools"),
        radius,
        QgsProcessingParameterString("system", word("system"), "nyingchi"),
        QgsProcessingParameterString("standard", word("standard"), "cn-2017-quality"),
    ]
    for row, parameter in enumerate(parameters):
        component = QgsProcessingModelParameter(parameter.name())
        component.setPosition(QPointF(150, 80 + 75 * row))
        made.addModelParameter(parameter, component)
    made.setParameterOrder([parameter.name() for parameter in parameters])
    for row, (name, process, inputs) in enumerate((
        ("density", "kerneldensity", {"data": "schools", "weight": "pupils", "radius": "radius", "mask": "counties"}),
        ("scores", "entropyscore", {"data": "schools", "system": "system", "groupBy": "stage"}),
        ("balance", "balancecoefficients", {
            "data": Source.fromChildOutput("scores", "OUTPUT"), "population": "pupils", "groupBy": "county",
            "regions": "counties", "indicators": Source.fromStaticValue(["score", "score", "positive"]),
        }),
        ("verdict", "assessregions", {
            "data": "schools", "standard": "standard", "stage": "stage", "groupBy": "county", "population": "pupils",
            "regions": "counties",
        }),
    )):
        child = QgsProcessingModelChildAlgorithm("edubalance:" + process)
        assert child.algorithm() is not None, process
        child.setChildId(name)
        child.setDescription(word(name))
        child.setPosition(QPointF(500, 120 + 160 * row))
        for given, value in inputs.items():
            child.addParameterSources(given, [Source.fromModelParameter(value) if isinstance(value, str) else value])
        output = QgsProcessingModelOutput(name, word(name))
        output.setChildId(name)
        output.setChildOutputName("OUTPUT")
        output.setPosition(QPointF(800, 140 + 160 * row))
        child.setModelOutputs({name: output})
        made.addChildAlgorithm(child)
    made.setHelpContent({"ALG_DESC": word("help")})
    return made


def layout(project):
    """A page for a map: title, map, legend, scale bar, north arrow, and when it was made of what."""
    page = QgsPrintLayout(project)
    page.initializeDefaults()
    page.setName("edubalance")

    def placed(item, identifier, x, y, width, height):
        item.setId(identifier)
        page.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y))
        item.attemptResize(QgsLayoutSize(width, height))
        return item

    shown = placed(QgsLayoutItemMap(page), "map", 10, 25, 207, 172)
    shown.setFrameEnabled(True)
    # something of the item's proportions, which QGIS keeps when it zooms
    shown.setExtent(QgsRectangle(0, 0, 207000, 172000))
    title = placed(QgsLayoutItemLabel(page), "title", 10, 8, 277, 14)
    title.setText("[% coalesce(nullif(@project_title, ''), @layout_name) %]")
    title.setFont(QFont("sans-serif", 20))
    legend = placed(QgsLayoutItemLegend(page), "legend", 221, 25, 66, 120)
    legend.setLinkedMap(shown)
    legend.setAutoUpdateModel(True)
    legend.setLegendFilterByMapEnabled(True)
    legend.setResizeToContents(True)
    for part, size in ((QgsLegendStyle.Style.Title, 11), (QgsLegendStyle.Style.Group, 10),
                       (QgsLegendStyle.Style.Subgroup, 9), (QgsLegendStyle.Style.SymbolLabel, 8)):
        legend.rstyle(part).setFont(QFont("sans-serif", size))
    arrow = placed(QgsLayoutItemPicture(page), "north", 263, 150, 18, 18)
    arrow.setPicturePath(":/images/north_arrows/layout_default_north_arrow.svg")
    arrow.setLinkedMap(shown)
    bar = placed(QgsLayoutItemScaleBar(page), "scalebar", 221, 172, 66, 14)
    bar.setLinkedMap(shown)
    bar.setFont(QFont("sans-serif", 8))
    bar.setStyle("Single Box")
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    bar.setUnitLabel("km")
    bar.setMapUnitsPerScaleBarUnit(1)
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    bar.setUnitsPerSegment(50)
    note = placed(QgsLayoutItemLabel(page), "note", 223, 188, 64, 9)
    note.setText("[% format_date(now(), 'yyyy-MM-dd') %]\n[% @map_crs %]")
    note.setFont(QFont("sans-serif", 7))
    return page


def verdict_style():
    """Counties by verdict: an area for primary schools and what has no stage, hatching over it for junior ones."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=stage:string&field=balanced:bool", "verdict", "memory")
    root = QgsRuleBasedRenderer.Rule(None)
    colours = (("true", "#92c5de", "met / 达标"), ("false", "#f4a582", "not met / 未达标"))
    for value, colour, label in colours:
        area = QgsFillSymbol.createSimple({"color": colour, "outline_color": "#555555", "outline_width": "0.3"})
        root.appendChild(QgsRuleBasedRenderer.Rule(
            area, filterExp="\"balanced\" = %s and coalesce(\"stage\", '') <> 'JUNIOR'" % value, label=label))
    for value, colour, _ in colours:
        # lines of a pattern, which are as far apart on paper as on a screen
        lines = QgsFillSymbol.createSimple({})
        lines.changeSymbolLayer(0, QgsLinePatternFillSymbolLayer.create(
            {"angle": "45", "distance": "2.2", "line_width": "0.4", "color": _darker(colour)}))
        root.appendChild(QgsRuleBasedRenderer.Rule(
            lines, filterExp="\"balanced\" = %s and \"stage\" = 'JUNIOR'" % value,
            label={"true": "junior high: met / 初中达标", "false": "junior high: not met / 初中未达标"}[value]))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer


def _darker(colour):
    return {"#92c5de": "#0571b0", "#f4a582": "#ca0020"}[colour]


def make(folder):
    """Writes all of them below a folder."""
    folder = pathlib.Path(folder)
    for part in ("models", "layouts", "styles"):
        (folder / part).mkdir(exist_ok=True)
    for language in LANGUAGES:
        assert model(language).toFile(str(folder / "models" / ("pointstoverdict.%s.model3" % language)))
    assert layout(QgsProject()).saveAsTemplate(str(folder / "layouts" / "map.qpt"), QgsReadWriteContext())
    assert verdict_style().saveNamedStyle(
        str(folder / "styles" / "county-verdict.qml"), QgsVectorLayer.StyleCategory.Symbology)[1]


if __name__ == "__main__":
    import qgis_session

    qgis_session.start()
    make(sys.argv[1])
