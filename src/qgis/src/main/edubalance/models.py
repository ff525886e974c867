"""Ready models: chains of the processes, as the model designer of QGIS wrote them."""
import glob
import os

from qgis.core import QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from .texts import is_chinese, text

#: The outputs of the models, by which QGIS names the layers that it loads.
OUTPUTS = ("density", "scores", "balance", "verdict")

_FOLDER = os.path.dirname(__file__)


class ReadyModel(QgsProcessingModelAlgorithm):
    """A model of the plugin; its name is the same in every language, what people read of it is not."""

    def __init__(self, path):
        super().__init__()
        self._path = path
        self.loaded = self.fromFile(path)
        self.setSourceFilePath(path)

    def createInstance(self):
        return ReadyModel(self._path)

    def displayName(self):
        return text("model." + self.name())

    def group(self):
        return text("group.models")

    def groupId(self):
        return "models"

    def icon(self):
        return QIcon(os.path.join(_FOLDER, "icon.svg"))


def models():
    """The models in QGIS' language; their algorithms have to be registered before."""
    ending = ".zh.model3" if is_chinese() else ".en.model3"
    found = [ReadyModel(path) for path in sorted(glob.glob(os.path.join(_FOLDER, "models", "*" + ending)))]
    return [model for model in found if model.loaded]
