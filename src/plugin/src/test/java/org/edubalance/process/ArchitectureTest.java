package org.edubalance.process;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms of the processes (docs/architecture.md): a room a feature, none knows another. */
@AnalyzeClasses(packages = "org.edubalance", importOptions = ImportOption.DoNotIncludeTests.class)
public class ArchitectureTest {

    /** One plugin must run in GeoServer 2.27, 2.28 and 3.0, which differ in these. */
    public static final String[] DIFFER_BETWEEN_GEOSERVERS = {
        "javax.media.jai..",
        "org.eclipse.imagen..",
        "it.geosolutions..",
        "javax.servlet..",
        "jakarta.servlet..",
        "org.geoserver.."
    };

    @ArchTest
    static final ArchRule noFeatureKnowsAnother = slices().matching("org.edubalance.process.(*)")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                            "org.edubalance.process.features", "org.edubalance.process.schools"));

    @ArchTest
    static final ArchRule featuresKnowNoSchools = noClasses()
            .that()
            .resideInAPackage("org.edubalance.process.features")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.edubalance.process.schools");

    @ArchTest
    static final ArchRule whatTheySharesKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage("org.edubalance.process.features", "org.edubalance.process.schools")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.edubalance.process",
                    "org.edubalance.process.access",
                    "org.edubalance.process.density",
                    "org.edubalance.process.scoring",
                    "org.edubalance.process.balance",
                    "org.edubalance.process.standards",
                    "org.edubalance.process.survey",
                    "org.edubalance.process.pattern",
                    "org.edubalance.process.planning");

    @ArchTest
    static final ArchRule pluginRunsInEveryGeoServer =
            noClasses().should().dependOnClassesThat().resideInAnyPackage(DIFFER_BETWEEN_GEOSERVERS);
}
