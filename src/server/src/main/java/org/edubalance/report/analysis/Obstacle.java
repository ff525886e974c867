package org.edubalance.report.analysis;

import java.util.Map;

/**
 * What holds a school's score back.
 *
 * @param main the id of the indicator with the greatest degree, null for a school that lacks nothing or has no score
 * @param degrees by id of an indicator of the scores, NaN where the school has no score
 */
public record Obstacle(SchoolResult school, String main, Map<String, Double> degrees) {}
