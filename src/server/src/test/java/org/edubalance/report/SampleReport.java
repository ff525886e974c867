package org.edubalance.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.edubalance.io.Csv;
import org.edubalance.io.GeoJson;
import org.edubalance.messages.Language;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;

/** The sample data, their report, and the processes that it is made from. */
public final class SampleReport {

    private SampleReport() {}

    public static Report of(ReportOptions options) throws IOException {
        return Report.of(data(), options);
    }

    /** The sample data. */
    public static ReportData data() throws IOException {
        return new ReportData(
                read("schools"),
                read("counties"),
                table("county-figures"),
                Map.of(),
                table("enrolment"),
                table("births"),
                table("school-years"),
                null);
    }

    public static ReportOptions options(Language language, String standard) {
        return options(language, standard, DataNotes.of(LocalDate.of(2025, 9, 1)));
    }

    public static ReportOptions options(Language language, String standard, DataNotes notes) {
        return new ReportOptions(
                "county",
                null,
                "stage",
                "pupils",
                "nyingchi",
                standard,
                List.of(),
                List.of(),
                List.of(),
                notes,
                language);
    }

    public static SimpleFeatureCollection read(String name) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("sample-data", name + ".geojson"))) {
            return GeoJson.read(in, name);
        }
    }

    /** A table of the sample data. */
    public static SimpleFeatureCollection table(String name) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("sample-data", name + ".csv"))) {
            return Csv.read(in, name);
        }
    }

    /** Runs a process by itself, so that the report's numbers can be compared with its own. */
    public static List<SimpleFeature> run(String process, Map<String, Object> inputs) {
        return DataUtilities.list((SimpleFeatureCollection) Processors.createProcess(new NameImpl("edu", process))
                .execute(inputs, null)
                .get("result"));
    }
}
