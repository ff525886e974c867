"""The plugin: brings the provider into the Processing toolbox."""
from qgis.core import QgsApplication

from .provider import EdubalanceProvider


class EdubalancePlugin:
    """Adds the provider when QGIS starts the plugin and takes it away when it ends it."""

    def __init__(self, iface):
        self.iface = iface
        self.provider = None

    def initProcessing(self):
        """Called by QGIS, and by qgis_process where there is no window."""
        self.provider = EdubalanceProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        """Called by QGIS with a window."""
        self.initProcessing()

    def unload(self):
        """Called by QGIS when the plugin is switched off."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
