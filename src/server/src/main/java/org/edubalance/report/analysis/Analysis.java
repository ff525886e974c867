package org.edubalance.report.analysis;

import java.util.List;
import java.util.Map;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Refusal;
import org.edubalance.report.Demand;
import org.edubalance.report.ReportOptions;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.standards.CvLimit;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * The results of the processes that a report is made from.
 *
 * @param groupBy the schools' attribute with the key of their region
 * @param standard what schools and regions were held against
 * @param system what schools were scored by, stage by stage
 * @param left the system's indicators that the data have no columns for; all of them where there are no scores
 * @param unknown the standard's indicators that the data have no columns for
 * @param regions the regions
 * @param map the regions' polygons, null where there are none
 * @param stages the results of each stage that there are schools of, the lowest first
 * @param planning what to do, and what else is known
 * @param trends the indicators over the years, empty where those were not given
 * @param demand who needs schools, null where that was not given
 * @param access how well the schools of each stage can be reached, empty where no demand was given
 * @param density the density of all schools, null where there is none
 * @param densityRefused why there is no density; null where there is one, or nothing to put it on
 * @param notes what was done to the data, and what the processes warned of
 * @param tables the processes' tables by a short name each
 */
public record Analysis(
        ReportOptions options,
        String groupBy,
        Standard standard,
        IndicatorSystem system,
        List<IndicatorSystem.Member> left,
        List<StandardIndicator> unknown,
        Regions regions,
        RegionMap map,
        List<StageResults> stages,
        Planning planning,
        List<Trend> trends,
        Demand demand,
        Map<Stage, Access> access,
        GridCoverage2D density,
        Refusal densityRefused,
        List<Localized> notes,
        Map<String, SimpleFeatureCollection> tables) {

    /** The schools of all stages. */
    public List<SchoolResult> schools() {
        return stages.stream().flatMap(stage -> stage.schools().stream()).toList();
    }

    /** One of the standard's indicators. */
    public StandardIndicator indicator(String id) {
        return standard.indicators().stream()
                .filter(indicator -> indicator.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** One of the indicators of the scores. */
    public IndicatorSystem.Member scored(String id) {
        return system.members().keySet().stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The title of a dimension of the scores. */
    public Label dimension(String id) {
        return system.dimensions().stream()
                .filter(dimension -> dimension.id().equals(id))
                .map(IndicatorSystem.Dimension::title)
                .findFirst()
                .orElseThrow();
    }

    /** Whether what lacks to the standard can be told as amounts of resources. */
    public boolean countable() {
        return PlanningRun.countable(standard);
    }

    /** Whether there is a map that schools can be put on. */
    public boolean mapped() {
        return map != null && schools().stream().anyMatch(SchoolResult::placed);
    }

    /** The limit of the coefficients of variation, NaN where there is none. */
    public double limit(Stage stage) {
        return standard.cvLimit() == null ? Double.NaN : standard.cvLimit().limit(stage);
    }

    /** Whether every indicator's coefficient has to keep the limit, else their mean. */
    public boolean eachLimited() {
        return standard.cvLimit() != null && standard.cvLimit().basis() == CvLimit.Basis.EACH;
    }
}
