"""Inputs of processes as parameters that QGIS users know."""
import html

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsUnitTypes,
)

from .texts import in_language, text

_GEOMETRIES = {
    "none": [QgsProcessing.SourceType.TypeVector],
    "any": [QgsProcessing.SourceType.TypeVectorAnyGeometry],
    "point": [QgsProcessing.SourceType.TypeVectorPoint],
    "polygon": [QgsProcessing.SourceType.TypeVectorPolygon],
}

#: The columns of the tables that repeated and structured inputs are written into.
COLUMNS = {
    "indicator": ("name", "expression", "direction"),
    "item": ("dimension", "field"),
    "pair": ("name", "value"),
    "expression": ("expression",),
    "number": ("number",),
    "text": ("value",),
}


def table_form(description):
    """The form of an input that is a table, None if it is none."""
    form = description.get("form")
    if form in ("indicator", "item", "pair"):
        return form
    if description["max"] == 1 or form == "attribute":
        return None
    if description["type"] in ("number", "integer"):
        return "number"
    return "expression" if form == "expression" else "text"


def parameter(description):
    """The parameter for an input of a process."""
    made = _made(description)
    unit = description.get("unit")
    title = in_language(description["title"])
    distance = isinstance(made, QgsProcessingParameterDistance)
    made.setDescription("%s (%s)" % (title, unit) if unit and not distance else title)
    # QGIS shows it as HTML
    made.setHelp(html.escape(in_language(description["help"]), False))
    flags = made.flags()
    if description["min"] == 0:
        flags |= QgsProcessingParameterDefinition.Flag.FlagOptional
    if description["advanced"]:
        flags |= QgsProcessingParameterDefinition.Flag.FlagAdvanced
    made.setFlags(flags)
    return made


def _made(description):
    name, kind, form = description["name"], description["type"], description.get("form")
    default = description.get("default")
    table = table_form(description)
    if table is not None:
        headers = [text("column." + column) for column in COLUMNS[table]]
        return QgsProcessingParameterMatrix(name, name, numberRows=1, headers=headers)
    if kind == "features":
        return QgsProcessingParameterFeatureSource(name, name, _GEOMETRIES[description.get("geometry", "none")])
    if kind == "coverage":
        return QgsProcessingParameterRasterLayer(name, name)
    if form == "attribute":
        return QgsProcessingParameterField(
            name, name, default, parentLayerParameterName=description["of"], allowMultiple=description["max"] != 1
        )
    if form == "expression":
        return QgsProcessingParameterExpression(name, name, default, description["of"])
    if kind == "choice":
        return QgsProcessingParameterEnum(
            name, name, description["choices"], defaultValue=default, usesStaticStrings=True
        )
    if kind == "boolean":
        return QgsProcessingParameterBoolean(name, name, default)
    if kind == "bbox":
        return QgsProcessingParameterExtent(name, name)
    if kind == "crs":
        return QgsProcessingParameterCrs(name, name)
    if kind in ("number", "integer"):
        return _number(description)
    return QgsProcessingParameterString(name, name, default)


def _number(description):
    name, default = description["name"], description.get("default")
    if description.get("unit") == "m":
        made = QgsProcessingParameterDistance(name, name, default)
        made.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
    else:
        integer = description["type"] == "integer"
        whole, decimal = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        kind = whole if integer else decimal
        made = QgsProcessingParameterNumber(name, name, kind, default)
    if "lowest" in description:
        made.setMinimum(description["lowest"])
    if "highest" in description:
        made.setMaximum(description["highest"])
    return made
