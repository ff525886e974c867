/**
 * The report on a region's schools. {@code analysis} runs the processes and keeps their results, {@code sections} tell of
 * them, {@code drawing} draws them, and {@code page} lays it all out as one HTML file, in English or Chinese.
 */
package org.edubalance.report;
