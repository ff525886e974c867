package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "a.gpkg, a.gpkg,",
        "a.gpkg#schools, a.gpkg, schools",
        "data#2/a.GPKG#学校 2, data#2/a.GPKG, 学校 2",
        "a.gpkg#x.csv#y, a.gpkg, x.csv#y",
        "a.zip#f/schools, a.zip, f/schools",
        "a#b, a#b,",
        "a#2.csv, a#2.csv,",
        "a.gpkg#, a.gpkg#,"
    })
    void partsFileAndLayer(String text, String file, String layer) {
        assertThat(LayerAddress.of(text)).isEqualTo(new LayerAddress(file, layer));
    }

    @Test
    void aFileOfThatNameIsThatFile(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("a.csv#b.csv"));
        assertThat(LayerAddress.of(file.toString())).isEqualTo(new LayerAddress(file.toString(), null));
    }
}
