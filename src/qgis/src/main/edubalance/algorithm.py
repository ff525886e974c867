"""A process as an algorithm of the toolbox."""
import html
import os
import re

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterDestination,
    QgsProcessingUtils,
)
from qgis.PyQt.QtGui import QIcon

from . import local, server
from .features import Result
from .others import GROUP
from .parameters import parameter
from .request import Request
from .settings import ENGINE, REMOTE, SERVER, setting
from .styles import style_when_loaded
from .texts import in_language, text
from .wfs import published

_FOLDER = os.path.dirname(__file__)
OUTPUT = "OUTPUT"


class EdubalanceAlgorithm(QgsProcessingAlgorithm):
    """An algorithm made from a process's description."""

    def __init__(self, description):
        super().__init__()
        self._description = description
        #: For features inputs that go to a server, the layer as a WFS has it, None where none does; from prepareAlgorithm.
        self.published = {}

    def createInstance(self):
        return EdubalanceAlgorithm(self._description)

    def name(self):
        prefix, _, name = self._description["id"].rpartition(":")
        return re.sub(r"\W", "_", name if prefix == "edu" else self._description["id"]).lower()

    def displayName(self):
        return in_language(self._description["title"])

    def group(self):
        return text("group." + self.groupId())

    def groupId(self):
        return self._description.get("group", "where")

    def shortHelpString(self):
        parts = (self._description["description"], self._description["result"]["help"])
        return "<br><br>".join(html.escape(in_language(part), False) for part in parts)

    def tags(self):
        return [self._description["id"], *self._description["title"].values()]

    def icon(self):
        return QIcon(os.path.join(_FOLDER, "icon.svg"))

    def inputs(self):
        """The descriptions of the inputs."""
        return self._description["inputs"]

    def initAlgorithm(self, _configuration=None):
        for description in self.inputs():
            if not (description["name"] == "language" and description["type"] == "choice"):
                self.addParameter(parameter(description))
        if self._is_raster():
            self.addParameter(QgsProcessingParameterRasterDestination(OUTPUT, text("output")))
        else:
            self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, text("output"), QgsProcessing.SourceType.TypeVector))

    def _is_raster(self):
        return self._description["result"]["type"] == "coverage"

    def _is_remote(self):
        return setting(ENGINE) == REMOTE or self.groupId() == GROUP

    def prepareAlgorithm(self, parameters, context, _feedback):
        # here, since layers may be looked at in their own thread alone
        for description in self.inputs() if self._is_remote() else ():
            if description["type"] == "features":
                name = description["name"]
                given = parameters.get(name)
                if isinstance(given, QgsProcessingFeatureSourceDefinition):
                    source, _ = given.source.valueAsString(context.expressionContext())
                    layer = QgsProcessingUtils.mapLayerFromString(source, context)
                else:
                    layer = self.parameterAsVectorLayer(parameters, name, context)
                self.published[name] = published(layer, given)
        return True

    def processAlgorithm(self, parameters, context, feedback):
        try:
            return self._run(parameters, context, feedback)
        except OSError as e:
            # no room, no right to write, a file that is gone
            raise QgsProcessingException(text("file.failed", e)) from e

    def _run(self, parameters, context, feedback):
        request = Request(self, parameters, context)
        process = self._description["id"]
        remote = self._is_remote()
        feedback.pushInfo(text("running", setting(SERVER) if remote else text("engine.local")))
        if self._is_raster():
            output = self.parameterAsOutputLayer(parameters, OUTPUT, context)
            path = output if output.lower().endswith((".tif", ".tiff")) else output + ".tif"
        else:
            path = QgsProcessingUtils.generateTempFilename("result.geojson" if remote else "result.gpkg")
        if remote:
            server.run(process, self._description, request, path, feedback)
        else:
            local.run(process, request, path, feedback)
        if self._is_raster():
            style_when_loaded(context, path, self._description, _unit(request))
            return {OUTPUT: path}
        return {OUTPUT: self._store(Result(path, request), parameters, context, feedback)}

    def _store(self, result, parameters, context, feedback):
        sink, identifier = self.parameterAsSink(
            parameters, OUTPUT, context, result.fields, result.wkb_type, result.crs
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, OUTPUT))
        for feature in result.features():
            if feedback.isCanceled():
                break
            sink.addFeature(feature)
        del sink
        style_when_loaded(context, identifier, self._description)
        return identifier


def _unit(request):
    """What the cells of a density count, per unit of area; nothing for other grids."""
    area = request.values.get("areaUnit", [""])[0]
    is_density = area and request.values.get("output", ["DENSITY"]) == ["DENSITY"]
    return text("unit." + area) if is_density else ""
