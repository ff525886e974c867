package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.DecoratingSimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file appears when all of it is there, and nothing else stays, whatever happened. */
class WrittenFilesTest {

    /** The highest that Linux gives is 2^22. */
    private static final long NO_PROCESS = 999_999_999;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"GEOJSON", "CSV", "GEOPACKAGE"})
    void aWriteThatFailsLeavesTheFileAsItWas(Format format) throws Exception {
        Path file = directory.resolve("schools" + format.ending());
        format.writeFile(Samples.features("n:Integer", row(1)), file);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> format.writeFile(failing(), file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");

        assertThat(file).hasBinaryContent(before);
        assertThat(names()).containsExactly(file.getFileName().toString());
    }

    private static SimpleFeatureCollection failing() throws Exception {
        return new DecoratingSimpleFeatureCollection(Samples.features("n:Integer", row(1))) {
            @Override
            public SimpleFeatureIterator features() {
                throw new IllegalStateException("a bug");
            }
        };
    }

    @Test
    void anArcGridComesWithItsCrsOrNotAtAll() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("density.asc"));
        Files.writeString(folder.resolve("kept.txt"), "");

        assertThatThrownBy(() -> Format.ARCGRID.writeFile(Samples.density("EPSG:32646"), folder))
                .isInstanceOf(FileTrouble.class)
                .hasMessage(folder + " cannot be written");
        assertThat(names()).containsExactlyInAnyOrder("density.asc");
    }

    @Test
    void whatAKilledRunLeftGoesWithTheNextFile() throws Exception {
        Path left = old("." + "edubalance-" + NO_PROCESS + "-0b1c.gpkg");
        old(left.getFileName() + "-journal");
        Path running = old(".edubalance-" + ProcessHandle.current().pid() + "-0b1c.csv");
        Path young = Files.writeString(directory.resolve(".edubalance-" + NO_PROCESS + "-0b1d.csv"), "");
        Path others = old("edubalance-notes.txt");

        Format.CSV.writeFile(Samples.features("n:Integer", row(1)), directory.resolve("rows.csv"));

        assertThat(names())
                .containsExactlyInAnyOrder(
                        running.getFileName().toString(),
                        young.getFileName().toString(),
                        others.getFileName().toString(),
                        "rows.csv");
    }

    private Path old(String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
        return file;
    }

    private Stream<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
