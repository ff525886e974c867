package org.edubalance.standards;

/**
 * What a standard says of a region's schools of one stage.
 *
 * @param schools how many schools are counted
 * @param compliant how many of them comply; null where the standard has no rule for schools
 * @param cvs the coefficient of variation per indicator, NaN where it is not defined
 * @param cv the mean of the defined coefficients, the comprehensive coefficient
 * @param balanced whether every counted school complies and the limit on the coefficients is kept; null where no school
 *     is counted
 * @param missing how many indicator values the counted schools lack
 * @param excluded the schools that are not counted, each with its cause
 * @param reasons what the verdict rests on
 */
public record RegionVerdict(
        int schools,
        Integer compliant,
        double[] cvs,
        double cv,
        Boolean balanced,
        int missing,
        Reasons excluded,
        Reasons reasons) {}
