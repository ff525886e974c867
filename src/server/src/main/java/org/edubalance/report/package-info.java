/**
 * The report on a region's schools: {@link org.edubalance.report.Analysis} runs the processes, {@link
 * org.edubalance.report.HtmlReport} lays their results out as one HTML file, in English or Chinese. As every host it
 * finds the processes through GeoTools.
 */
package org.edubalance.report;
