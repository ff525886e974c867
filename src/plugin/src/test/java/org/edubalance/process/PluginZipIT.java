package org.edubalance.process;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the plugin zip as a GeoServer administrator would, and proves what is in it. */
class PluginZipIT {

    @TempDir
    static Path webInfLib;

    private static Path pluginJar;

    @BeforeAll
    static void unzip() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"));
                ZipFile zip = new ZipFile(files.filter(f -> f.toString().endsWith("-plugin.zip"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no plugin zip in target: run mvn package"))
                        .toFile())) {
            for (var entry : zip.stream().toList()) {
                assertThat(entry.getName())
                        .as("flat, to be unzipped into WEB-INF/lib")
                        .doesNotContain("/");
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, webInfLib.resolve(entry.getName()));
                }
            }
        }
        pluginJar = files("gs-edubalance-\\d.*\\.jar").get(0);
    }

    @Test
    void bringsThePluginAndOnlyTheJarsThatGeoServerLacks() throws IOException {
        assertThat(files(".*"))
                .extracting(file -> file.getFileName().toString().replaceAll("-\\d[\\w.-]*\\.jar$", ".jar"))
                .containsExactlyInAnyOrder(
                        "gs-edubalance.jar",
                        "gs-edubalance-core.jar",
                        "commons-math3.jar",
                        "JTransforms.jar",
                        "JLargeArrays.jar",
                        "nanojson.jar",
                        "gs-edubalance-LICENSE.txt",
                        "gs-edubalance-INSTALL.txt");
    }

    @Test
    void leavesOutWhatOnlyTheServerAndTheCommandLineUse() throws IOException {
        try (JarFile jar = new JarFile(pluginJar.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> !name.endsWith("/")))
                    .allSatisfy(name -> assertThat(name)
                            .matches("META-INF/.*|applicationContext\\.xml|org/edubalance/messages_..\\.properties|"
                                    + "org/edubalance/process/.*"))
                    .contains("META-INF/services/org.geotools.process.ProcessFactory", "applicationContext.xml");
        }
    }

    @Test
    void namesTheProcessFactoryAsAService() throws IOException {
        try (JarFile jar = new JarFile(pluginJar.toFile());
                InputStream in =
                        jar.getInputStream(jar.getEntry("META-INF/services/org.geotools.process.ProcessFactory"))) {
            String factory = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(jar.getEntry(factory.replace('.', '/') + ".class")).isNotNull();
        }
    }

    @Test
    void refersToNothingThatDiffersBetweenGeoServers() throws IOException {
        JavaClasses classes;
        try (JarFile jar = new JarFile(pluginJar.toFile())) {
            classes = new ClassFileImporter().importJar(jar);
        }
        assertThat(classes).extracting(JavaClass::getSimpleName).contains("EduProcessFactory");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ArchitectureTest.DIFFER_BETWEEN_GEOSERVERS)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "com.fasterxml..", "tools.jackson..")
                .check(classes);
    }

    @Test
    void isBytecodeOfJava17() throws IOException {
        try (JarFile jar = new JarFile(pluginJar.toFile())) {
            for (var entry :
                    jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    byte[] header = in.readNBytes(8);
                    assertThat(header[7])
                            .as("class file version of " + entry.getName())
                            .isLessThanOrEqualTo((byte) 61);
                }
            }
        }
    }

    private static List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(webInfLib)) {
            return files.filter(f -> f.getFileName().toString().matches(pattern))
                    .toList();
        }
    }
}
