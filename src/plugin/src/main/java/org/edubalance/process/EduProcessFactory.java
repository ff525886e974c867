package org.edubalance.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.edubalance.process.access.AccessibilityProcess;
import org.edubalance.process.access.ServiceCoverageProcess;
import org.edubalance.process.balance.BalanceCoefficientsProcess;
import org.edubalance.process.balance.BalanceTrendProcess;
import org.edubalance.process.balance.DagumDecompositionProcess;
import org.edubalance.process.balance.GeoDetectorProcess;
import org.edubalance.process.balance.InequalityMeasuresProcess;
import org.edubalance.process.balance.TheilDecompositionProcess;
import org.edubalance.process.density.KernelDensityProcess;
import org.edubalance.process.pattern.HotSpotsProcess;
import org.edubalance.process.pattern.LocalMoranProcess;
import org.edubalance.process.pattern.SpatialPatternProcess;
import org.edubalance.process.planning.AllocateResourcesProcess;
import org.edubalance.process.planning.AssessCountyProcess;
import org.edubalance.process.planning.ProjectEnrolmentProcess;
import org.edubalance.process.planning.ResourceGapProcess;
import org.edubalance.process.scoring.CouplingCoordinationProcess;
import org.edubalance.process.scoring.EntropyScoreProcess;
import org.edubalance.process.scoring.EntropyWeightsProcess;
import org.edubalance.process.scoring.ObstacleDegreeProcess;
import org.edubalance.process.standards.AssessRegionsProcess;
import org.edubalance.process.standards.AssessSchoolsProcess;
import org.edubalance.process.standards.SplitStagesProcess;
import org.edubalance.process.survey.SurveyReliabilityProcess;
import org.edubalance.process.survey.SurveySampleProcess;
import org.edubalance.process.survey.SurveySatisfactionProcess;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.process.Process;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.text.Text;

/**
 * The processes of namespace {@code edu}, found through {@code META-INF/services}. GeoServer offers each of them through
 * WPS and as an SLD function for rendering transformations; the embedded server and the command line find them the same
 * way.
 */
public class EduProcessFactory extends AnnotatedBeanProcessFactory {

    /** The namespace of every process here. */
    public static final String NAMESPACE = "edu";

    /** By process, since to read them off its annotations takes longer than some executions do. */
    private final Map<Name, GivenInputs> inputs = new ConcurrentHashMap<>();

    public EduProcessFactory() {
        super(
                Text.text("Balance of educational resources"),
                NAMESPACE,
                AccessibilityProcess.class,
                AllocateResourcesProcess.class,
                AssessCountyProcess.class,
                AssessRegionsProcess.class,
                AssessSchoolsProcess.class,
                BalanceCoefficientsProcess.class,
                BalanceTrendProcess.class,
                CouplingCoordinationProcess.class,
                DagumDecompositionProcess.class,
                EntropyScoreProcess.class,
                EntropyWeightsProcess.class,
                HotSpotsProcess.class,
                GeoDetectorProcess.class,
                InequalityMeasuresProcess.class,
                KernelDensityProcess.class,
                LocalMoranProcess.class,
                ObstacleDegreeProcess.class,
                ProjectEnrolmentProcess.class,
                ResourceGapProcess.class,
                ServiceCoverageProcess.class,
                SpatialPatternProcess.class,
                SplitStagesProcess.class,
                SurveyReliabilityProcess.class,
                SurveySampleProcess.class,
                SurveySatisfactionProcess.class,
                TheilDecompositionProcess.class);
    }

    @Override
    public InternationalString getTitle(Name name) {
        return Descriptions.title(name.getLocalPart(), super.getTitle(name));
    }

    @Override
    public InternationalString getDescription(Name name) {
        return Descriptions.description(name.getLocalPart(), super.getDescription(name));
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        return Descriptions.inputs(name.getLocalPart(), super.getParameterInfo(name));
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> parameters) {
        return Descriptions.results(name.getLocalPart(), super.getResultInfo(name, parameters));
    }

    @Override
    public Process create(Name name) {
        Process process = super.create(name);
        return process == null
                ? null
                : ToldProcess.of(process, inputs.computeIfAbsent(name, key -> new GivenInputs(getParameterInfo(key))));
    }
}
