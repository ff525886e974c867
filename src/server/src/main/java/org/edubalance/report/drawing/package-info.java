/** The report's charts and maps. Each draws itself as SVG in the classes of {@code report.css}. */
package org.edubalance.report.drawing;
