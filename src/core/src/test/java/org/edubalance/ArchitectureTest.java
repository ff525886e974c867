package org.edubalance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms of the algorithms (docs/architecture.md); what they may use, the module's POM says. */
@AnalyzeClasses(packages = "org.edubalance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.edubalance.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule messagesKnowNobody = noClasses()
            .that()
            .resideInAPackage("org.edubalance.messages")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("org.edubalance.messages", "java..");

    @ArchTest
    static final ArchRule definitionsKnowNoSubject = noClasses()
            .that()
            .resideInAPackage("org.edubalance.definitions")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.edubalance.access",
                    "org.edubalance.density",
                    "org.edubalance.scoring",
                    "org.edubalance.balance",
                    "org.edubalance.standards",
                    "org.edubalance.survey",
                    "org.edubalance.pattern");
}
