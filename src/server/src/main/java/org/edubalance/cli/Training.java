package org.edubalance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people do most, one after the other, so that Java sees which classes that takes: the launchers have Java make its
 * archive of classes, which later starts share, of a run of this. It ends with the start of the server.
 */
final class Training {

    private final String data;
    private final Path folder;

    private Training(String data, Path folder) {
        this.data = data;
        this.folder = folder;
    }

    /** @param args the folder with the sample data */
    public static void main(String[] args) throws IOException {
        Main.setProperties();
        Path folder = Files.createTempDirectory("edubalance");
        try {
            new Training(args[0], folder).commands();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Main.main(new String[] {"serve", "--port", "0"});
    }

    private void commands() {
        String schools = data + "/schools.geojson";
        String counties = data + "/counties.geojson";
        Main.execute("list");
        Main.execute("describe", "edu:EntropyScore");
        for (String ending : List.of("csv", "xlsx", "gpkg", "fgb", "geojson")) {
            run("vec:Query", "schools." + ending, "features=" + schools);
            run("vec:Count", null, "features=" + folder.resolve("schools." + ending));
        }
        String table = folder.resolve("schools.csv").toString();
        run("edu:EntropyScore", "score.csv", "data=" + table, "system=nyingchi");
        run("edu:AssessRegions", "regions.csv", "data=" + table, "groupBy=county", "regions=" + counties);
        run("edu:LocalMoran", "moran.geojson", "data=" + table, "attribute=pupils", "permutations=99");
        run("edu:KernelDensity", "density.tif", "data=" + table, "weight=pupils", "radius=20000", "cellSize=0.05");
        Main.execute("columns", table);
        String report = folder.resolve("report.html").toString();
        Main.execute("report", "--schools", schools, "--regions", counties, "--group-by", "county", "-o", report);
    }

    private void run(String process, String resultOrNull, String... inputs) {
        List<String> line = new ArrayList<>(List.of("run", process));
        for (String input : inputs) {
            line.addAll(List.of("-i", input));
        }
        if (resultOrNull != null) {
            line.addAll(List.of("-o", folder.resolve(resultOrNull).toString()));
        }
        Main.execute(line.toArray(String[]::new));
    }
}
