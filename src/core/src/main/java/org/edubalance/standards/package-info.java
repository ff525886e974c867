/**
 * National and other standards of school resources as data, and the verdicts on schools and regions that follow from
 * them.
 *
 * <p>A {@link org.edubalance.standards.Standard} lists indicators with thresholds per stage, the rule for one school, the
 * limit of the coefficient of variation between the schools of a region, and who is not counted. The {@link
 * org.edubalance.standards.Assessor} applies it; {@link org.edubalance.standards.StageSplit} first shares out the
 * resources of schools that teach several stages.
 */
package org.edubalance.standards;
