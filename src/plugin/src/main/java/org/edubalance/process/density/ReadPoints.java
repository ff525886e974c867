package org.edubalance.process.density;

import org.edubalance.density.WeightedPoints;
import org.edubalance.process.features.LeftOut;

/**
 * Points as they were read of features.
 *
 * @param placeless features that were left out because they have no place
 * @param weightless features that were left out because they have no weight
 */
record ReadPoints(WeightedPoints points, LeftOut placeless, LeftOut weightless) {}
