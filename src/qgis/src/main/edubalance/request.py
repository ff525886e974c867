"""What a user filled in, as the values that a process is given."""
import re

from qgis.core import (
    QgsExpression,
    QgsExpressionContextUtils,
    QgsProcessingException,
)

from .parameters import COLUMNS, table_form
from .texts import is_chinese, text

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Computed:
    """A column that QGIS computes from an expression before the features go to the process."""

    def __init__(self, name, expression):
        self.name = name
        self.expression = expression


class Request:
    """The inputs of one run.

    ``layers`` has a feature source for each features input, ``published`` what a WFS calls it (None where none does),
    ``computed`` the columns to compute for it, ``used`` the fields that are named (None where all may be), and ``values``
    the texts of all other inputs, each a list.
    """

    def __init__(self, algorithm, parameters, context):
        self._algorithm = algorithm
        self._parameters = parameters
        self._context = context
        self.layers = {}
        self.published = algorithm.published
        self.rasters = {}
        self.computed = {}
        self.used = {}
        self.values = {}
        inputs = algorithm.inputs()
        for description in inputs:
            if description["type"] == "features":
                self._layer(description)
        for description in inputs:
            if description["type"] not in ("features", "coverage"):
                given = self._value(description)
                if given:
                    self.values[description["name"]] = given
            elif description["type"] == "coverage":
                raster = algorithm.parameterAsRasterLayer(parameters, description["name"], context)
                if raster is not None:
                    self.rasters[description["name"]] = raster

    def _layer(self, description):
        name = description["name"]
        source = self._algorithm.parameterAsSource(self._parameters, name, self._context)
        if source is None:
            if description["min"] > 0 or self._parameters.get(name) is not None:
                raise QgsProcessingException(text("layer.none", name))
            return
        self.layers[name] = source
        self.computed[name] = []
        # regions and masks go whole: a key of theirs may be meant without being named
        self.used[name] = set() if name == "data" and not description.get("whole") else None

    def _value(self, description):
        name, kind, form = description["name"], description["type"], description.get("form")
        table = table_form(description)
        if name == "language" and kind == "choice":
            return ["ZH" if is_chinese() else "EN"]
        if self._parameters.get(name) in (None, "") and "default" not in description:
            return []
        if table is not None:
            return self._table(description, table)
        if form == "attribute":
            fields = self._algorithm.parameterAsFields(self._parameters, name, self._context)
            self._use(description, fields)
            return list(fields)
        if form == "expression":
            given = self._algorithm.parameterAsExpression(self._parameters, name, self._context)
            return [self._column(description, given, name)] if given.strip() else []
        if kind == "boolean":
            return [str(self._algorithm.parameterAsBoolean(self._parameters, name, self._context)).lower()]
        if kind == "bbox":
            return self._box(name)
        if kind == "crs":
            return [self._algorithm.parameterAsCrs(self._parameters, name, self._context).authid()]
        if kind == "integer":
            return [str(self._algorithm.parameterAsInt(self._parameters, name, self._context))]
        if kind == "number":
            return [repr(self._algorithm.parameterAsDouble(self._parameters, name, self._context))]
        if kind == "choice":
            return [self._algorithm.parameterAsEnumString(self._parameters, name, self._context)]
        given = self._algorithm.parameterAsString(self._parameters, name, self._context)
        if given.strip():
            # a standard or a system names fields that only the process knows
            self.used = {layer: None for layer in self.used}
        return [given] if given.strip() else []

    def _box(self, name):
        crs = self._algorithm.parameterAsExtentCrs(self._parameters, name, self._context)
        box = self._algorithm.parameterAsExtent(self._parameters, name, self._context)
        if box.isNull() or box.isEmpty():
            return []
        corners = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        return [",".join(repr(corner) for corner in corners) + "," + crs.authid()]

    def _table(self, description, form):
        name = description["name"]
        cells = self._algorithm.parameterAsMatrix(self._parameters, name, self._context)
        width = len(COLUMNS[form])
        rows = [[_cell(cell) for cell in cells[at:at + width]] for at in range(0, len(cells), width)]
        rows = [row + [""] * (width - len(row)) for row in rows if any(row)]
        if not rows and description["min"] > 0:
            raise QgsProcessingException(text("matrix.empty", name))
        return [self._row(description, form, row) for row in rows]

    def _row(self, description, form, row):
        if form == "indicator":
            given_name, expression, direction = row
            column = self._column(description, expression or given_name, "%s_%d" % (description["name"], self._next()))
            name = given_name or _as_name(expression)
            return name + "=" + column + (":" + direction if direction else "")
        if form == "item":
            self._use(description, [row[1]])
            return row[0] + "/" + row[1] if row[0] else row[1]
        if form == "pair":
            if "of" in description:
                return row[0] + "=" + self._column(description, row[1], "%s_%d" % (description["name"], self._next()))
            self.used = {layer: None for layer in self.used}
            return row[0] + "=" + row[1]
        if form == "expression":
            return self._column(description, row[0], "%s_%d" % (description["name"], self._next()))
        return row[0]

    def _next(self):
        return 1 + sum(len(columns) for columns in self.computed.values())

    def _use(self, description, fields):
        used = self.used.get(description["of"])
        if used is not None:
            used.update(fields)

    def _column(self, description, text_of_expression, name):
        """The column that has an expression's values: the field itself, or a new one that QGIS computes."""
        given = text_of_expression.strip()
        layer = description["of"]
        source = self.layers.get(layer)
        if source is None:
            return given
        expression = QgsExpression(given)
        bare = expression.rootNode().name() if expression.isField() else given
        if source.fields().lookupField(bare) >= 0 and (expression.isField() or source.fields().indexFromName(given) >= 0):
            self._use(description, [bare])
            return bare
        if _NUMBER.fullmatch(given):
            # the same for every feature, as a process takes it too
            return given
        if expression.hasParserError():
            reason = expression.parserErrorString()
            raise QgsProcessingException(text("expression.wrong", description["name"], given, reason))
        unknown = [
            column for column in expression.referencedColumns()
            if column != "*" and source.fields().lookupField(column) < 0
        ]
        if unknown:
            known = ", ".join(field.name() for field in source.fields())
            raise QgsProcessingException(
                text("expression.wrong", description["name"], given, ", ".join(sorted(unknown)) + " ∉ " + known)
            )
        column = "qgis_" + name
        self.computed[layer].append(Computed(column, expression))
        return column

    def transform_context(self):
        """How QGIS transforms coordinates in this run's project."""
        return self._context.transformContext()

    def features(self, layer, feedback):
        """The features of an input with the computed columns: pairs of a feature and the values of those columns."""
        source = self.layers[layer]
        context = self._context.expressionContext()
        context.appendScope(QgsExpressionContextUtils.projectScope(self._context.project()))
        context.setFields(source.fields())
        columns = self.computed[layer]
        for column in columns:
            column.expression.prepare(context)
        for feature in source.getFeatures():
            if feedback.isCanceled():
                raise QgsProcessingException(text("cancelled"))
            context.setFeature(feature)
            values = []
            for column in columns:
                value = column.expression.evaluate(context)
                if column.expression.hasEvalError():
                    raise QgsProcessingException(text(
                        "expression.wrong", layer, column.expression.expression(), column.expression.evalErrorString()
                    ))
                values.append(value)
            yield feature, values


def _as_name(expression):
    """A name for an expression: what it says, with _ for all but letters, digits and _."""
    return re.sub(r"\W+", "_", expression).strip("_") or "indicator"


def _cell(cell):
    return "" if cell is None else str(cell).strip()
