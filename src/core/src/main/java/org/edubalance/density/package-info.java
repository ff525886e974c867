/**
 * Kernel density surfaces of weighted points, in true units: {@link org.edubalance.density.KernelDensity} is the way in.
 * Plain Java over JTS; knows coordinates and a {@link org.edubalance.density.GroundMetric}, no coordinate reference
 * systems.
 */
package org.edubalance.density;
