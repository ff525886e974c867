package org.edubalance.standards;

import org.edubalance.definitions.Label;

/**
 * An attribute of the schools that a standard's expressions name.
 *
 * @param name the attribute's name
 * @param title what it holds, for readers
 * @param unit the unit, null where it is a count
 */
public record StandardColumn(String name, Label title, Label unit) {}
