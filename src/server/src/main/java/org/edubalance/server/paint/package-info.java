/**
 * A painter for SLD 1.0.0: {@link org.edubalance.server.paint.SldReader} reads a style into GeoTools' style model,
 * {@link org.edubalance.server.paint.MapPainter} draws layers with it and
 * {@link org.edubalance.server.paint.LegendPainter} draws its legend.
 *
 * <p>It draws what the styles of school maps need and refuses the rest by name: a map that silently leaves out part of
 * its style is wrong without anyone seeing it.
 */
package org.edubalance.server.paint;
