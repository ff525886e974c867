/**
 * The figures behind a report: {@link org.edubalance.report.analysis.AnalysisRun} runs the processes, found through GeoTools
 * as every host finds them, and {@link org.edubalance.report.analysis.Analysis} is what comes of it, each result a record
 * that reads itself from a process's row.
 */
package org.edubalance.report.analysis;
