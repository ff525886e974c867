"""The provider: an algorithm for every process of processes.json, and the settings."""
import json
import os

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from . import others
from .algorithm import EdubalanceAlgorithm
from .models import models
from .settings import AUTH, ENGINE, ENGINES, JAR, JAVA, MEMORY, SERVER, default_jar
from .texts import text

_FOLDER = os.path.dirname(__file__)


def descriptions():
    """The processes as the build wrote them down."""
    with open(os.path.join(_FOLDER, "processes.json"), encoding="utf-8") as file:
        return json.load(file)["processes"]


class EdubalanceProvider(QgsProcessingProvider):
    """All processes of namespace edu, in groups, and the others of a server once they were read."""

    def id(self):
        return "edubalance"

    def name(self):
        return text("provider")

    def icon(self):
        return QIcon(os.path.join(_FOLDER, "icon.svg"))

    def load(self):
        group = self.name()
        ProcessingConfig.settingIcons[group] = self.icon()
        for setting in (
            Setting(group, ENGINE, text("setting.engine"), ENGINES[0], valuetype=Setting.SELECTION, options=ENGINES),
            Setting(group, SERVER, text("setting.server"), "http://localhost:8080/geoserver/ows"),
            Setting(group, AUTH, text("setting.auth"), ""),
            Setting(group, JAR, text("setting.jar"), default_jar(), valuetype=Setting.FILE),
            Setting(group, JAVA, text("setting.java"), ""),
            Setting(group, MEMORY, text("setting.memory"), 0, valuetype=Setting.INT),
        ):
            ProcessingConfig.addSetting(setting)
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        for name in (ENGINE, SERVER, AUTH, JAR, JAVA, MEMORY):
            ProcessingConfig.removeSetting(name)

    def loadAlgorithms(self):
        for description in descriptions() + others.kept():
            self.addAlgorithm(EdubalanceAlgorithm(description))
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            for model in models():
                self.addAlgorithm(model)

    def read_others(self):
        """Brings the other processes of the server that is set; returns how many came, and how many can't."""
        counts = others.read()
        self.refreshAlgorithms()
        return counts
