"""Names that differ between the Qt 5 of QGIS 3.22 and the Qt 6 of later ones."""
from qgis.core import Qgis
from qgis.PyQt.QtCore import QMetaType, QVariant

# Since 3.38 QGIS takes the types of fields as QMetaType, and a Qt 6 has no other; their numbers are the same.
_IS_META = Qgis.QGIS_VERSION_INT >= 33800

TEXT = QMetaType.Type.QString if _IS_META else QVariant.Type.String
DECIMAL = QMetaType.Type.Double if _IS_META else QVariant.Type.Double
WHOLE = QMetaType.Type.LongLong if _IS_META else QVariant.Type.LongLong
