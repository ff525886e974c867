"""Features on their way to a process and back."""
import datetime
import json

from qgis.core import (
    NULL,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessingException,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QVariant

from .qt import DECIMAL, TEXT, WHOLE
from .texts import text

#: The column that carries a feature's id through a process, so that its own fields can be joined again.
ID = "qgis_fid"


#: How dates and times are written.
_TIMES = {QDate: "yyyy-MM-dd", QTime: "HH:mm:ss", QDateTime: "yyyy-MM-ddTHH:mm:ss"}


def _is_null(value):
    return value is None or value == NULL or (isinstance(value, QVariant) and value.isNull())


def _plain(value):
    """A value as JSON can hold it; a decimal stays one even where it is whole."""
    if isinstance(value, tuple(_TIMES)):
        return value.toString(_TIMES[type(value)])
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def geojson(request, layer, feedback, most=None):
    """The features of an input as GeoJSON for a server, with only the fields that the process may need.

    Nulls are left out, since a GeoServer turns them into 0. It takes the columns and their types from the first feature:
    so a complete one goes first, and whole numbers of decimal columns keep their point.

    Raises QgsProcessingException as soon as there are more than ``most`` bytes of them.
    """
    source = request.layers[layer]
    used = request.used[layer]
    fields = [field for field in source.fields() if used is None or field.name() in used]
    names = [field.name() for field in fields] + [column.name for column in request.computed[layer]]
    # the one with the most values goes first
    features, first, fullest, present, size = [], 0, -1, set(), 0
    for feature, values in request.features(layer, feedback):
        properties = _properties(feature, fields, zip(request.computed[layer], values))
        if len(properties) > fullest:
            first, fullest = len(features), len(properties)
        present.update(properties)
        geometry = feature.geometry().asJson(15) if feature.hasGeometry() else "null"
        features.append(
            '{"type": "Feature", "geometry": %s, "properties": %s}' % (geometry, json.dumps(properties, ensure_ascii=False))
        )
        size += len(features[-1].encode("utf-8"))
        if most is not None and size > most:
            raise QgsProcessingException(text("server.limit", layer, most >> 20))
    if features and fullest < 1 + len(names) and used is not None:
        raise QgsProcessingException(text("field.allMissing", ", ".join(_lacking(names, present, features, first))))
    if features:
        features.insert(0, features.pop(first))
    return '{"type": "FeatureCollection"%s, "features": [%s]}' % (_crs(source.sourceCrs().authid()), ", ".join(features))


def _properties(feature, fields, computed):
    """The values of a feature that are none of them null."""
    properties = {ID: feature.id()}
    for field in fields:
        value = feature[field.name()]
        if not _is_null(value):
            properties[field.name()] = float(value) if field.type() == DECIMAL else _plain(value)
    for column, value in computed:
        if not _is_null(value):
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            properties[column.name] = float(value) if number else _plain(value)
    return properties


def _crs(authority):
    """The member that names a CRS, as GeoServer reads it; nothing for that of GeoJSON itself."""
    if not authority or authority == "EPSG:4326":
        return ""
    name = "urn:ogc:def:crs:" + authority.replace(":", "::")
    return ', "crs": {"type": "name", "properties": {"name": %s}}' % json.dumps(name)


def _lacking(names, present, features, first):
    """The fields that no feature has, else those that the fullest one lacks."""
    nowhere = [name for name in names if name not in present]
    return nowhere or [name for name in names if name not in json.loads(features[first])["properties"]]


def geopackage(request, layer, path, feedback):
    """Writes the features of an input with all their fields to a GeoPackage, for the command line."""
    source = request.layers[layer]
    fields = QgsFields()
    for field in source.fields():
        if field.name().lower() not in ("fid", "geom"):
            fields.append(field)
    kept = [source.fields().lookupField(field.name()) for field in fields]
    fields.append(QgsField(ID, WHOLE))
    types = _types_of_computed(request, layer, feedback)
    for column, kind in zip(request.computed[layer], types):
        fields.append(QgsField(column.name, kind))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = layer
    writer = QgsVectorFileWriter.create(
        path, fields, source.wkbType(), source.sourceCrs(), request.transform_context(), options
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise QgsProcessingException(writer.errorMessage())
    for feature, values in request.features(layer, feedback):
        written = QgsFeature(fields)
        written.setGeometry(feature.geometry())
        attributes = feature.attributes()
        written.setAttributes([attributes[at] for at in kept] + [feature.id()] + [_typed(v) for v in values])
        if not writer.addFeature(written):
            raise QgsProcessingException(writer.errorMessage())
    del writer


def _typed(value):
    return NULL if _is_null(value) else value


def _types_of_computed(request, layer, feedback):
    """Text where an expression gives a text anywhere, else a decimal number."""
    if not request.computed[layer]:
        return []
    textual = [False] * len(request.computed[layer])
    for _, values in request.features(layer, feedback):
        for i, value in enumerate(values):
            textual[i] = textual[i] or isinstance(value, str)
    return [TEXT if is_text else DECIMAL for is_text in textual]


class Result:
    """What a process gave, read from a file; fields of the data that did not travel are joined by the feature's id."""

    def __init__(self, path, request, layer="data"):
        self.layer = QgsVectorLayer(path, "result", "ogr")
        if not self.layer.isValid():
            raise QgsProcessingException(text("local.failed", path))
        names = [field.name() for field in self.layer.fields()]
        self._id = names.index(ID) if ID in names and layer in request.layers else -1
        self._source = request.layers[layer] if self._id >= 0 else None
        computed = {column.name for columns in request.computed.values() for column in columns}
        used = request.used.get(layer)
        # the row number that a GeoPackage needs is nothing of the process's
        keys = {self.layer.fields()[place].name() for place in self.layer.primaryKeyAttributes()}
        self.fields = QgsFields()
        #: For each field where its value comes from: whether from the result, and its place there or in the source.
        self._from = []
        for place, field in enumerate(self._source.fields() if self._source else []):
            if field.name() in names:
                self._add(self.layer.fields()[names.index(field.name())], True, names.index(field.name()))
            elif used is not None and field.name() not in used:
                self._add(field, False, place)
        for place, name in enumerate(names):
            if name not in computed | keys | {ID, "fid"} and self.fields.lookupField(name) < 0:
                self._add(self.layer.fields()[place], True, place)
        self.wkb_type = self._wkb_type()
        self.crs = self.layer.crs()

    def _add(self, field, from_result, place):
        self.fields.append(field)
        self._from.append((from_result, place))

    def _wkb_type(self):
        kinds = set()
        for feature in self.layer.getFeatures():
            if feature.hasGeometry():
                kinds.add(feature.geometry().wkbType())
        if not kinds:
            return QgsWkbTypes.Type.NoGeometry
        if len(kinds) == 1:
            return kinds.pop()
        multi = {QgsWkbTypes.multiType(QgsWkbTypes.flatType(kind)) for kind in kinds}
        return multi.pop() if len(multi) == 1 else QgsWkbTypes.Type.GeometryCollection

    def features(self):
        """The features for a sink with :attr:`fields` and :attr:`wkb_type`."""
        originals = {}
        if not all(from_result for from_result, _ in self._from):
            originals = {feature.id(): feature for feature in self._source.getFeatures()}
        for found in self.layer.getFeatures():
            feature = QgsFeature(self.fields)
            if found.hasGeometry() and self.wkb_type != QgsWkbTypes.Type.NoGeometry:
                geometry = found.geometry()
                if geometry.wkbType() != self.wkb_type:
                    geometry = (geometry.coerceToType(self.wkb_type) or [geometry])[0]
                feature.setGeometry(geometry)
            values = found.attributes()
            original = originals[values[self._id]].attributes() if originals else ()
            feature.setAttributes([
                values[place] if from_result else original[place] for from_result, place in self._from
            ])
            yield feature
