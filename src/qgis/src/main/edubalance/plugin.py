"""The plugin: brings the provider into the Processing toolbox, and a page to print its maps on."""
from qgis.core import QgsApplication, QgsProcessingException, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.utils import OverrideCursor

from .layouts import new_layout
from .provider import EdubalanceProvider
from .texts import text


class EdubalancePlugin:
    """Adds the provider when QGIS starts the plugin and takes it away when it ends it."""

    def __init__(self, iface):
        self.iface = iface
        self.provider = None
        self._menu = None

    def initProcessing(self):
        """Called by QGIS, and by qgis_process where there is no window."""
        self.provider = EdubalanceProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        # models find their algorithms by the registry alone, so they come when the provider is in it
        self.provider.refreshAlgorithms()

    def initGui(self):
        """Called by QGIS with a window."""
        self.initProcessing()
        self._menu = self.iface.pluginMenu().addMenu(self.provider.icon(), text("provider"))
        self._menu.addAction(text("layout.new")).triggered.connect(self.new_layout)
        self._menu.addAction(text("others.read")).triggered.connect(self.read_others)

    def new_layout(self):
        """Opens a new page with the map as it is shown."""
        canvas = self.iface.mapCanvas()
        layout = new_layout(QgsProject.instance(), canvas.extent(), canvas.mapSettings().destinationCrs())
        self.iface.openLayoutDesigner(layout)

    def read_others(self):
        """Brings the other processes of the server into the toolbox, and says how many."""
        messages = self.iface.messageBar()
        try:
            with OverrideCursor(Qt.CursorShape.WaitCursor):
                found, left = self.provider.read_others()
        except (QgsProcessingException, OSError) as e:
            messages.pushWarning(text("provider"), str(e))
            return
        messages.pushSuccess(text("provider"), text("others.found", found, left))

    def unload(self):
        """Called by QGIS when the plugin is switched off."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self._menu is not None:
            self.iface.pluginMenu().removeAction(self._menu.menuAction())
            self._menu = None
