package org.edubalance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layer rules of docs/architecture.md: arrows point down only. */
@AnalyzeClasses(packages = "org.edubalance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PURE = {
        "org.edubalance.density..",
        "org.edubalance.scoring..",
        "org.edubalance.balance..",
        "org.edubalance.standards..",
        "org.edubalance.survey..",
        "org.edubalance.pattern.."
    };

    @ArchTest
    static final ArchRule methodsArePlainJava = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.geotools..",
                    "org.springframework..",
                    "picocli..",
                    "org.edubalance.process..",
                    "org.edubalance.io..",
                    "org.edubalance.server..",
                    "org.edubalance.cli..",
                    "org.edubalance.report..");

    @ArchTest
    static final ArchRule processesKnowNoHost = noClasses()
            .that()
            .resideInAPackage("org.edubalance.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.edubalance.io..",
                    "org.edubalance.server..",
                    "org.edubalance.cli..",
                    "org.edubalance.report..",
                    "org.springframework..",
                    "picocli..");

    @ArchTest
    static final ArchRule formatsKnowNoProcess = noClasses()
            .that()
            .resideInAPackage("org.edubalance.io..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.edubalance.process..",
                    "org.edubalance.server..",
                    "org.edubalance.cli..",
                    "org.edubalance.report..");

    /** They find processes through GeoTools' own Processors, so that they run any process and hold no list of ours. */
    @ArchTest
    static final ArchRule hostsNameNoProcess = noClasses()
            .that()
            .resideInAnyPackage("org.edubalance.server..", "org.edubalance.cli..", "org.edubalance.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.edubalance.process..");

    /** One plugin jar must run in GeoServer 2.27, 2.28 and 3.0, which differ in these. */
    static final String[] DIFFER_BETWEEN_GEOSERVERS = {
        "javax.media.jai..",
        "org.eclipse.imagen..",
        "it.geosolutions..",
        "javax.servlet..",
        "jakarta.servlet..",
        "org.geoserver.."
    };

    @ArchTest
    static final ArchRule pluginRunsInEveryGeoServer = noClasses()
            .that()
            .resideOutsideOfPackages("org.edubalance.io..", "org.edubalance.server..", "org.edubalance.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DIFFER_BETWEEN_GEOSERVERS);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.edubalance.(*)..").should().beFreeOfCycles();
}
