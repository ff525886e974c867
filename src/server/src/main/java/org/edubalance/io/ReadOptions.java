package org.edubalance.io;

import java.util.function.Consumer;
import org.edubalance.messages.Message;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/**
 * How to read a file or a request's body.
 *
 * @param name the feature type's name, from which ids are made too; also the name of a coverage
 * @param crs the CRS where the format does not say one; null for the format's own default
 * @param layer the layer, sheet or table, see {@link Format#layers}; null for the only one
 * @param maxFeatures the most features that are read; one more is an error
 * @param maxCells the most cells of a coverage
 * @param maxUnpacked the most bytes that a zip unpacks to
 * @param progress is told how much of a file has been read
 * @param notes is told what a reader did that its user should know
 * @param datum the Chinese web map's datum that longitudes and latitudes are in, to be taken to WGS 84; null for WGS 84
 * @param tables how tables are understood
 */
public record ReadOptions(
        String name,
        CoordinateReferenceSystem crs,
        String layer,
        long maxFeatures,
        long maxCells,
        long maxUnpacked,
        ReadProgress progress,
        Consumer<Message> notes,
        WebMapDatum datum,
        TableStyle tables) {

    /** More than any table or layer has. */
    private static final long MOST_UNPACKED = 4L << 30;

    /** No limits but memory, and the format's own CRS; nobody is told. */
    public static ReadOptions named(String name) {
        return new ReadOptions(
                name,
                null,
                null,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                MOST_UNPACKED,
                ReadProgress.NONE,
                note -> {},
                null,
                TableStyle.CLEANED);
    }

    public ReadOptions withCrs(CoordinateReferenceSystem newCrs) {
        return new ReadOptions(name, newCrs, layer, maxFeatures, maxCells, maxUnpacked, progress, notes, datum, tables);
    }

    public ReadOptions withLayer(String newLayer) {
        return new ReadOptions(name, crs, newLayer, maxFeatures, maxCells, maxUnpacked, progress, notes, datum, tables);
    }

    public ReadOptions withLimits(long newMaxFeatures, long newMaxCells) {
        return new ReadOptions(
                name, crs, layer, newMaxFeatures, newMaxCells, maxUnpacked, progress, notes, datum, tables);
    }

    public ReadOptions withMaxUnpacked(long newMaxUnpacked) {
        return new ReadOptions(name, crs, layer, maxFeatures, maxCells, newMaxUnpacked, progress, notes, datum, tables);
    }

    public ReadOptions withProgress(ReadProgress newProgress) {
        return new ReadOptions(name, crs, layer, maxFeatures, maxCells, maxUnpacked, newProgress, notes, datum, tables);
    }

    public ReadOptions withNotes(Consumer<Message> newNotes) {
        return new ReadOptions(name, crs, layer, maxFeatures, maxCells, maxUnpacked, progress, newNotes, datum, tables);
    }

    public ReadOptions withDatum(WebMapDatum newDatum) {
        return new ReadOptions(name, crs, layer, maxFeatures, maxCells, maxUnpacked, progress, notes, newDatum, tables);
    }

    public ReadOptions withTables(TableStyle newTables) {
        return new ReadOptions(name, crs, layer, maxFeatures, maxCells, maxUnpacked, progress, notes, datum, newTables);
    }

    /** Tells the user of the reader something. */
    void say(Message note) {
        notes.accept(note);
    }
}
