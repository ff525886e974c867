package org.edubalance.process.access;

import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;

/** The demand: the features of {@code data} with the input {@code demand}, or the cells of {@code populationGrid}. */
final class DemandInput {

    private DemandInput() {}

    /**
     * Reads it.
     *
     * @throws Refusal if not exactly one is given, or it cannot be read
     */
    static Sites read(SimpleFeatureCollection data, GridCoverage2D grid, String demand, Progress progress) {
        if (grid == null) {
            if (data == null) {
                throw Inputs.missing("data", Message.of("access.data"));
            }
            return Sites.read("data", data, "demand", demand, true, progress);
        }
        if (data != null || Inputs.given(demand) != null) {
            throw Refusal.of("access.both", "other", data != null ? "data" : "demand")
                    .about("populationGrid");
        }
        return GridDemand.read(grid, progress);
    }
}
