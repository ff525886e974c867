package org.edubalance.report.analysis;

import java.util.List;
import java.util.Map;

/**
 * What further methods tell of a stage; empty where the data do not allow them.
 *
 * @param dagum Gini coefficients split by region
 * @param obstacles what holds the schools' scores back
 * @param spots by school whether high or low scores cluster about it, as HotSpots has it
 * @param coordination by school how far the dimensions of its score are in step, 0 to 1
 */
public record StageMethods(
        List<Dagum> dagum,
        List<Obstacle> obstacles,
        Map<SchoolResult, String> spots,
        Map<SchoolResult, Double> coordination) {

    static final StageMethods NONE = new StageMethods(List.of(), List.of(), Map.of(), Map.of());
}
