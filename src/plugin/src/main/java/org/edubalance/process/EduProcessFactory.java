package org.edubalance.process;

import org.edubalance.process.balance.BalanceCoefficientsProcess;
import org.edubalance.process.balance.InequalityMeasuresProcess;
import org.edubalance.process.balance.TheilDecompositionProcess;
import org.edubalance.process.density.KernelDensityProcess;
import org.edubalance.process.pattern.LocalMoranProcess;
import org.edubalance.process.pattern.SpatialPatternProcess;
import org.edubalance.process.scoring.EntropyScoreProcess;
import org.edubalance.process.scoring.EntropyWeightsProcess;
import org.edubalance.process.standards.AssessRegionsProcess;
import org.edubalance.process.standards.AssessSchoolsProcess;
import org.edubalance.process.standards.SplitStagesProcess;
import org.edubalance.process.survey.SurveyReliabilityProcess;
import org.edubalance.process.survey.SurveySampleProcess;
import org.edubalance.process.survey.SurveySatisfactionProcess;
import org.geotools.api.feature.type.Name;
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

    public EduProcessFactory() {
        super(
                Text.text("Balance of educational resources"),
                NAMESPACE,
                AssessRegionsProcess.class,
                AssessSchoolsProcess.class,
                BalanceCoefficientsProcess.class,
                EntropyScoreProcess.class,
                EntropyWeightsProcess.class,
                InequalityMeasuresProcess.class,
                KernelDensityProcess.class,
                LocalMoranProcess.class,
                SpatialPatternProcess.class,
                SplitStagesProcess.class,
                SurveyReliabilityProcess.class,
                SurveySampleProcess.class,
                SurveySatisfactionProcess.class,
                TheilDecompositionProcess.class);
    }

    @Override
    public Process create(Name name) {
        Process process = super.create(name);
        return process == null ? null : ToldProcess.of(process, getParameterInfo(name));
    }
}
