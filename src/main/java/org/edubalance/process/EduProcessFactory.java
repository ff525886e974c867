package org.edubalance.process;

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
}
