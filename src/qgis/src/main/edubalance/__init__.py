"""Balance of educational resources: the processes of gs-edubalance in QGIS' Processing toolbox."""
from .plugin import EdubalancePlugin


def classFactory(iface):
    """Called by QGIS with its interface; returns the plugin."""
    return EdubalancePlugin(iface)
