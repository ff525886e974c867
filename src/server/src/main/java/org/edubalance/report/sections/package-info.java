/**
 * The sections of a report, a class each: what of an {@link org.edubalance.report.analysis.Analysis} it tells, as {@link
 * org.edubalance.report.page.Block}s. {@link org.edubalance.report.sections.Contents} is their order.
 */
package org.edubalance.report.sections;
