/**
 * How well people reach what they need: floating catchments, and the nearest supply, by distances on the ground or along
 * a network of lines. Distances are metres, or whatever unit the lines' costs have.
 */
package org.edubalance.access;
