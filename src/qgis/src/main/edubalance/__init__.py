"""Balance of educational resources: the processes of gs-edubalance in QGIS' Processing toolbox."""


def classFactory(iface):
    """Called by QGIS with its interface; returns the plugin."""
    from .plugin import EdubalancePlugin

    return EdubalancePlugin(iface)
