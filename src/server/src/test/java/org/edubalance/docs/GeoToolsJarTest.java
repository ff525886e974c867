package org.edubalance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.geotools.util.factory.GeoTools;
import org.junit.jupiter.api.Test;

/** What the re-packaged GeoTools jar holds, which dependency checks do not see, is named in docs/security.md. */
class GeoToolsJarTest {

    /** Families that the page names once. */
    private static final List<String> FAMILIES =
            List.of("jt-", "imageio-ext-", "ehcache", "org.eclipse.emf.", "gt-", "net.opengis.", "org.w3.xlink");

    @Test
    void everyLibraryInsideIsNamedWithItsVersion() throws IOException, URISyntaxException {
        Path jar = Path.of(GeoTools.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeThat(jar.getFileName().toString())
                .as("GeoTools comes as one jar in the default build alone")
                .startsWith("geotools-wrapper");
        String page = Files.readString(Path.of("docs", "security.md"));
        page = page.substring(page.indexOf("### What the GeoTools jar brings along"), page.indexOf("\n## Files"));
        List<String> libraries = libraries(jar);
        assertThat(libraries).hasSizeGreaterThan(50);
        for (String library : libraries) {
            String name = library.split(" ")[0];
            String shown =
                    FAMILIES.stream().filter(name::startsWith).findFirst().orElse(name);
            assertThat(page).contains(shown.equals("gt-") || shown.startsWith("org.w3") ? "GeoTools 33.1" : shown);
            assertThat(page).as(library).contains(library.split(" ")[1]);
        }
    }

    /** Name and version of each. */
    private static List<String> libraries(Path jar) throws IOException {
        List<String> libraries = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile(), StandardCharsets.UTF_8)) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().matches("META-INF/maven/.+/pom\\.properties")) {
                    Properties properties = new Properties();
                    try (InputStream in = zip.getInputStream(entry)) {
                        properties.load(in);
                    }
                    libraries.add(properties.getProperty("artifactId") + " " + properties.getProperty("version"));
                }
            }
        }
        return libraries;
    }
}
