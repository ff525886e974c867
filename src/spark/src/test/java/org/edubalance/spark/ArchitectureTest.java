package org.edubalance.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The jobs know the core and Spark, and nothing of GeoTools, Spring or the server (docs/architecture.md). */
@AnalyzeClasses(packages = "org.edubalance.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule needTheCoreAlone = classes()
            .that()
            .resideInAPackage("org.edubalance.spark")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.edubalance.spark",
                    "org.edubalance.messages",
                    "org.edubalance.definitions",
                    "org.edubalance.work",
                    "org.edubalance.density",
                    "org.edubalance.scoring",
                    "org.edubalance.balance",
                    "org.edubalance.standards",
                    "org.apache.spark..",
                    "org.apache.hadoop..",
                    "org.apache.parquet..",
                    "scala..",
                    "org.locationtech.jts..",
                    "com.grack.nanojson..",
                    "picocli..");
}
