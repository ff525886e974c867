package org.edubalance.report.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Stages;
import org.geotools.api.feature.simple.SimpleFeature;

/**
 * A region at a stage.
 *
 * @param schools how many are counted
 * @param compliant how many of them comply, null where the standard has no rule for schools
 * @param cvs coefficients of variation by indicator, NaN where there is none
 * @param cv their mean, the comprehensive coefficient
 * @param balanced the verdict, null where there is none
 * @param missing how many values its schools lack
 */
public record RegionResult(
        String key,
        Stage stage,
        int schools,
        Integer compliant,
        Map<String, Double> cvs,
        double cv,
        Boolean balanced,
        int missing) {

    /** Reads a row of AssessRegions. */
    static RegionResult read(SimpleFeature row, Stages stages, List<String> indicators) {
        Map<String, Double> cvs = new LinkedHashMap<>();
        indicators.forEach(indicator -> cvs.put(indicator, Cells.number(row, "cv_" + indicator)));
        return new RegionResult(
                Cells.text(row, "group"),
                stages.named(Cells.text(row, "stage")),
                Cells.count(row, "schools"),
                (Integer) row.getAttribute("compliant_schools"),
                cvs,
                Cells.number(row, "cv"),
                (Boolean) row.getAttribute("balanced"),
                Cells.count(row, "missing"));
    }

    public double cv(String indicator) {
        return cvs.get(indicator);
    }

    /** Of how many indicators the coefficient is over a limit. */
    public long over(double limit) {
        return cvs.values().stream().filter(cv -> cv > limit).count();
    }

    /** Of how many indicators there is a coefficient. */
    public long defined() {
        return cvs.values().stream().filter(cv -> !Double.isNaN(cv)).count();
    }
}
