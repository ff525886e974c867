/**
 * Point patterns and spatial autocorrelation: the centre and spread of a set of schools, whether they are clustered, and
 * whether alike values lie side by side. Coordinates are metres on a plane, x east and y north.
 */
package org.edubalance.pattern;
