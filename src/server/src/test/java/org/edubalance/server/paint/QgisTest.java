package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.edubalance.io.Format;
import org.edubalance.io.GeoJson;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * QGIS itself loads the vector styles onto the layers that they are made for, and the density's colours onto a GeoTIFF.
 * Run with {@code -Dclients=true}; needs Debian's {@code python3-qgis}. Its pictures are in {@code target/qgis}.
 */
@Tag("client")
class QgisTest {

    private static final List<ShippedStyles> VECTOR = List.of(
            ShippedStyles.SCHOOL_STAGE,
            ShippedStyles.SCHOOL_SCORES,
            ShippedStyles.COUNTY_BALANCE,
            ShippedStyles.STANDARD_COMPLIANCE,
            ShippedStyles.RESOURCE_GAP,
            ShippedStyles.PRIORITY);

    @Test
    void loadsTheStyles() throws IOException, InterruptedException {
        assumeTrue(Boolean.getBoolean("clients"), "needs QGIS; run with -Dclients=true");
        Path directory = Files.createDirectories(Path.of("target/qgis"));
        for (ShippedStyles style : VECTOR) {
            Files.write(directory.resolve(style.fileName() + ".sld"), style.document());
            try (OutputStream out = Files.newOutputStream(directory.resolve(style.fileName() + ".geojson"))) {
                GeoJson.write(style.features(), out);
            }
        }
        Files.writeString(directory.resolve("density.qml"), DensityQml.of(ShippedStyles.KERNEL_DENSITY.style()));
        Map<String, Object> inputs =
                new HashMap<>(Map.of("data", ShippedStyles.schools(), "weight", "pupils", "radius", 20000.0));
        Object density = Processors.createProcess(new NameImpl("edu", "KernelDensity"))
                .execute(inputs, null)
                .get("result");
        try (OutputStream out = Files.newOutputStream(directory.resolve("density.tif"))) {
            Format.GEOTIFF.write(density, out);
        }

        // Debian's own Python, which has QGIS's module whatever other Python is first on the path.
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/python3", "src/server/src/test/python/qgis_check.py", directory.toString());
        builder.environment().put("QT_QPA_PLATFORM", "offscreen");
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("log.txt").toFile());
        Process process = builder.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String log = Files.readString(directory.resolve("log.txt"), StandardCharsets.UTF_8);
        assertThat(ended).as(log).isTrue();
        assertThat(process.exitValue()).as(log).isZero();
        assertThat(log.lines().filter(line -> line.startsWith("ok "))).hasSize(VECTOR.size() + 1);
        assertThat(log).contains("ok density.tif EPSG:4326");
    }
}
