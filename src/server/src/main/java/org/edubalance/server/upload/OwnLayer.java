package org.edubalance.server.upload;

import java.nio.file.Path;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.server.layers.Layer;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * A layer of a user's own.
 *
 * @param id what its session knows it by
 * @param title the file's name, and the sheet's or layer's where it has several
 * @param file where the file is kept
 * @param sheet the sheet or layer of the file; null for the only one
 * @param reading how the file is understood
 * @param read the features as they were read
 * @param mapping which columns are what standards and systems know by names of their own
 * @param layer the layer with the mapped columns, as the services serve it
 * @param notes what reading did
 */
record OwnLayer(
        String id,
        String title,
        Path file,
        String sheet,
        Reading reading,
        SimpleFeatureCollection read,
        ColumnMapping mapping,
        Layer layer,
        ReadingNotes notes)
        implements OwnFile {

    /** The same with another mapping. */
    OwnLayer mapped(ColumnMapping other) {
        return new OwnLayer(id, title, file, sheet, reading, read, other, layer(layer.name(), read, other), notes);
    }

    /**
     * The layer that features become by a mapping.
     *
     * @throws org.edubalance.messages.Refusal if the mapping is not for these columns, or coordinates are not on the Earth
     */
    static Layer layer(String name, SimpleFeatureCollection read, ColumnMapping mapping) {
        return Layer.of(name, mapping.apply(read));
    }
}
