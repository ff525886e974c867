/**
 * From a verdict to what to do: what each school lacks ({@link org.edubalance.planning.GapFinder}), how new or moved
 * resources do most for the balance between schools ({@link org.edubalance.planning.Allocation}).
 */
package org.edubalance.planning;
