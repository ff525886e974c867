/** Geometry that several subjects need, within limits and to be cancelled. */
package org.edubalance.geometry;
