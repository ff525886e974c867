package org.edubalance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms of the hosts (docs/architecture.md): formats at the bottom, no list of processes. */
@AnalyzeClasses(packages = "org.edubalance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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

    /**
     * They find processes through GeoTools' own Processors, so that they run any process and hold no list of ours. What
     * the processes share, the reading of ECQL and of attributes by odd names, they share too.
     */
    @ArchTest
    static final ArchRule hostsNameNoProcess = noClasses()
            .that()
            .resideInAnyPackage("org.edubalance.server..", "org.edubalance.cli..", "org.edubalance.report..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.edubalance\\.process\\.(?!features\\.).*");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.edubalance.(*)..").should().beFreeOfCycles();
}
