package org.edubalance.spark;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.edubalance.density.AreaUnit;
import org.edubalance.density.BandwidthRule;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.DensityOutput;
import org.edubalance.density.GroundMetric;
import org.edubalance.density.Kernel;
import org.edubalance.density.StudyArea;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;

/**
 * Kernel density of more points than one machine holds, always exact. The points are kept in chunks; a pass counts them by
 * blocks of cells, by which the grid is cut into tiles of about the same work; each point is sent to the tiles that it
 * reaches, and each tile is computed by the core's {@link org.edubalance.density.KernelDensity} on the lines of the whole
 * grid, and written where it was computed. Cells are never sent, but for the overview's.
 */
final class DensityJob {

    private static final int MOST_RADII = 16;
    private static final double LARGEST_RADIUS = 2e7;
    private static final double SMALLEST_RADIUS = 1e-3;

    /** Values that a tile holds while it is computed: 32 MB. */
    private static final long MOST_VALUES = 1 << 22;

    /** So that tiles which turn out dearer than foreseen leave no core idle for long. */
    private static final int TILES_PER_CORE = 4;

    /** In nanoseconds, to write a cell. */
    private static final double WRITING = 20;

    private static final int OVERVIEW = 1024;

    private final Run run;
    private final Inputs in;

    private DensityJob(Run run) {
        this.run = run;
        this.in = run.inputs();
    }

    static void run(Run run) {
        new DensityJob(run).run();
    }

    private void run() {
        if (in.yes("adaptive")) {
            throw Refusal.of("spark.density.adaptive").about("adaptive");
        }
        String weight = in.optional("weight");
        Kernel kernel = in.choice("kernel", Kernel.QUARTIC);
        double[] given = radii();
        BandwidthRule rule = in.choice("bandwidth", BandwidthRule.ARCGIS);
        DensityOutput output = in.choice("output", DensityOutput.DENSITY);
        if (output == DensityOutput.SCALED) {
            throw Refusal.of("spark.density.scaled").about("output");
        }
        AreaUnit areaUnit = in.choice("areaUnit", AreaUnit.SQUARE_KILOMETRE);
        boolean edges = in.yes("edgeCorrection");
        GridWindow window = GridWindow.of(in);
        Source data = run.data();
        if (!data.hasPlaces()) {
            throw Refusal.of("spark.data.places", "columns", data.columns())
                    .about("data")
                    .missing();
        }
        if (data.crs() == null) {
            throw Refusal.of("spark.data.crs").about("--crs").missing();
        }
        // refuses a CRS whose distances are not known, before anything is read
        data.crs().metric();
        window.checkCrs(data.crs());
        Geometry mask = mask(data.crs());
        if (edges && mask == null) {
            throw Refusal.of("density.edge").about("mask").missing();
        }
        in.checkAllUsed("density");

        Expressions asked = new Expressions(data);
        if (data.geometry() == null) {
            asked.number(PointReader.X, "data", data.x(), data.x());
            asked.number(PointReader.Y, "data", data.y(), data.y());
        }
        if (weight != null) {
            asked.number(PointReader.WEIGHT, "weight", "weight", weight);
        }
        Dataset<Row> rows = asked.evaluated();
        JavaRDD<PointChunk> chunks = chunks(rows, data, weight, asked.texts());
        try {
            compute(
                    data,
                    rows,
                    weight,
                    asked.texts(),
                    chunks,
                    window,
                    new Asked(given, rule, kernel, output, areaUnit, mask, edges));
        } finally {
            chunks.unpersist(false);
        }
    }

    private record Asked(
            double[] radii,
            BandwidthRule rule,
            Kernel kernel,
            DensityOutput output,
            AreaUnit areaUnit,
            Geometry mask,
            boolean edgeCorrection) {}

    private static JavaRDD<PointChunk> chunks(Dataset<Row> rows, Source data, String weight, List<String> texts) {
        Set<String> names = new LinkedHashSet<>(texts);
        if (data.geometry() == null) {
            names.add(PointReader.X);
            names.add(PointReader.Y);
        } else {
            names.add(data.geometry());
        }
        if (weight != null) {
            names.add(PointReader.WEIGHT);
        }
        if (Arrays.asList(rows.columns()).contains(Source.MALFORMED)) {
            names.add(Source.MALFORMED);
        }
        Dataset<Row> needed =
                rows.select(names.stream().map(Expressions::column).toArray(Column[]::new));
        PointReader reader = new PointReader(needed.schema(), data, weight, texts);
        return needed.javaRDD()
                .mapPartitions(part -> PointChunk.of(part, reader))
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private void compute(
            Source data,
            Dataset<Row> rows,
            String weight,
            List<String> texts,
            JavaRDD<PointChunk> read,
            GridWindow window,
            Asked asked) {
        PointSummary summary = PointSummary.of(read);
        Rejects.write(
                run,
                rows,
                data.columns().size(),
                summary.rejected,
                new PointReader(rows.schema(), data, weight, texts));
        if (summary.count == 0 && (asked.radii == null || window.box() == null)) {
            throw Refusal.of("spark.data.empty", "rejected", summary.rejected).about("data");
        }
        GroundMetric metric = data.crs().metric();
        JavaRDD<PointChunk> chunks = read;
        double cut = PointSummary.cut(read, summary, metric.period());
        if (!Double.isNaN(cut)) {
            chunks = PointSummary.cutAt(read, cut, metric.period());
            long rejected = summary.rejected;
            summary = PointSummary.of(chunks);
            summary.rejected = rejected;
        }
        double[] radii = asked.radii == null ? rule(asked, chunks, summary, data.crs(), weight != null) : asked.radii;
        double support = Arrays.stream(radii).max().orElseThrow() * asked.kernel.support();
        DensityGrid grid = window.grid(summary, metric, support);
        List<String> bands = names(radii);
        int reduction = 2;
        while (Math.max(grid.width(), grid.height()) > (long) reduction * OVERVIEW) {
            reduction *= 2;
        }
        TileWork work = new TileWork(
                grid,
                data.crs(),
                asked.kernel,
                asked.output,
                asked.areaUnit,
                asked.mask,
                asked.edgeCorrection,
                radii,
                bands,
                reduction,
                run.output().folder());
        TilePlan plan = plan(work, chunks, metric);
        List<TileWork.Done> done = compute(work, plan, chunks);
        run.output().write("density.vrt", Mosaic.vrt(grid, data.crs(), plan.tiles(), bands, "overview.tif"));
        run.output().write("overview.tif", overview(work, plan, done));
        run.output().write("density.json", summary(work, plan, done, summary));
        run.notes()
                .accept(Message.of(
                        "spark.density.done",
                        "points",
                        summary.count,
                        "columns",
                        grid.width(),
                        "rows",
                        grid.height(),
                        "tiles",
                        plan.tiles().size(),
                        "radii",
                        Arrays.stream(radii).boxed().toList()));
    }

    private static double[] rule(
            Asked asked, JavaRDD<PointChunk> chunks, PointSummary summary, GroundCrs crs, boolean weighted) {
        return new double[] {
            asked.rule.bandwidth(
                    summary.count, summary.weight, () -> new Spread(chunks, summary, crs), asked.kernel, weighted)
        };
    }

    private TilePlan plan(TileWork work, JavaRDD<PointChunk> chunks, GroundMetric metric) {
        double support = work.support();
        DensityGrid grid = work.grid();
        PointBlocks blocks = PointBlocks.count(
                chunks, grid, TilePlan.halo(grid, metric, support), metric.period(), work.reduction());
        TilePlan.Cost cost = cost(work);
        double whole = cost.of(blocks.within(TilePlan.halo(grid, metric, support)), grid);
        int cores = run.spark().sparkContext().defaultParallelism();
        return TilePlan.of(
                grid,
                metric,
                blocks,
                cost,
                support,
                whole / (TILES_PER_CORE * cores),
                MOST_VALUES / work.radii().length);
    }

    private static TilePlan.Cost cost(TileWork work) {
        var density = new org.edubalance.density.KernelDensity(work.crs().metric()).kernel(work.kernel());
        return (points, part) ->
                density.exactCost(points, part, work.radii()) + WRITING * part.cells() * work.radii().length;
    }

    /** Each tile is a partition of its own, the dearest the first to be begun. */
    private List<TileWork.Done> compute(TileWork work, TilePlan plan, JavaRDD<PointChunk> chunks) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
        Broadcast<TilePlan> plans = spark.broadcast(plan);
        Broadcast<TileWork> works = spark.broadcast(work);
        Broadcast<SerializableConfiguration> files =
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
        return chunks.mapPartitionsToPair(part -> new Sending(plans.value(), part))
                .partitionBy(new Sending.ByNumber(plan.tiles().size()))
                .mapPartitions(part -> {
                    TilePlan.Tile tile = plans.value().tiles().get(TaskContext.getPartitionId());
                    Iterator<PointChunk> own = Sending.chunks(part);
                    return List.of(works.value().compute(tile, own, files.value()))
                            .iterator();
                })
                .collect();
    }

    private static byte[] overview(TileWork work, TilePlan plan, List<TileWork.Done> done) {
        DensityGrid grid = work.grid();
        int f = work.reduction();
        int width = (grid.width() + f - 1) / f;
        int height = (grid.height() + f - 1) / f;
        double[][] cells = new double[work.radii().length][width * height];
        for (TileWork.Done one : done) {
            TilePlan.Tile tile = plan.tiles().get(one.tile());
            int across = (tile.width + f - 1) / f;
            for (int band = 0; band < cells.length; band++) {
                double[] part = one.overview()[band];
                for (int row = 0; row < part.length / across; row++) {
                    System.arraycopy(
                            part, row * across, cells[band], (tile.row / f + row) * width + tile.column / f, across);
                }
            }
        }
        DensityGrid reduced =
                new DensityGrid(grid.minX(), grid.maxY(), f * grid.cellWidth(), f * grid.cellHeight(), width, height);
        return TiffFile.of(reduced, work.crs(), cells, work.bands());
    }

    private static String summary(TileWork work, TilePlan plan, List<TileWork.Done> done, PointSummary summary) {
        JsonArray bands = new JsonArray();
        for (int band = 0; band < work.radii().length; band++) {
            JsonObject one = new JsonObject();
            one.put("name", work.bands().get(band));
            one.put("radius", work.radii()[band]);
            int place = band;
            double max = done.stream()
                    .mapToDouble(tile -> tile.max()[place])
                    .filter(value -> !Double.isNaN(value))
                    .max()
                    .orElse(Double.NaN);
            one.put("maximum", Double.isNaN(max) ? null : max);
            bands.add(one);
        }
        JsonObject json = new JsonObject();
        json.put("kernel", work.kernel().name());
        json.put("estimator", "exact");
        json.put("points", summary.count);
        json.put("weight", summary.weight);
        json.put("rejected", summary.rejected);
        json.put("columns", work.grid().width());
        json.put("rows", work.grid().height());
        json.put("crs", work.crs().toString());
        json.put("tiles", plan.tiles().size());
        json.put("bands", bands);
        return JsonWriter.indent("  ").string().value(json).done() + "\n";
    }

    private double[] radii() {
        Double radius = in.number("radius");
        List<String> several = in.all("radii");
        if (radius != null && !several.isEmpty()) {
            throw Refusal.of("spark.density.radii").about("radii");
        }
        if (several.size() > MOST_RADII) {
            throw Refusal.of("spark.density.many", "most", MOST_RADII, "got", several.size())
                    .about("radii");
        }
        if (radius != null) {
            return new double[] {checked("radius", radius)};
        }
        return several.isEmpty()
                ? null
                : several.stream()
                        .mapToDouble(text -> checked("radii", Inputs.number("radii", text)))
                        .toArray();
    }

    private static double checked(String input, double radius) {
        if (!(radius >= SMALLEST_RADIUS && radius <= LARGEST_RADIUS)) {
            throw Refusal.of("spark.input.range", "min", SMALLEST_RADIUS, "max", LARGEST_RADIUS, "got", radius)
                    .about(input);
        }
        return radius;
    }

    private static List<String> names(double... radii) {
        return Arrays.stream(radii)
                .mapToObj(radius -> radii.length == 1 ? "density" : "density_" + Labels.of(radius) + "m")
                .toList();
    }

    /** The polygons of the mask, which every machine gets whole. */
    private Geometry mask(GroundCrs crs) {
        String address = in.optional("mask");
        if (address == null) {
            return null;
        }
        Source source = Source.open(run.spark(), "mask", address, Source.Options.NONE);
        if (source.geometry() == null) {
            throw Refusal.of("spark.data.places", "columns", source.columns())
                    .about("mask")
                    .missing();
        }
        if (source.crs() != null && !source.crs().equals(crs)) {
            throw Refusal.of(
                            "spark.crs.differ",
                            "first",
                            crs.toString(),
                            "second",
                            source.crs().toString())
                    .about("mask");
        }
        List<Geometry> polygons = new ArrayList<>();
        for (Row row :
                source.rows().select(Expressions.column(source.geometry())).collectAsList()) {
            if (!row.isNullAt(0)) {
                try {
                    polygons.add(PointReader.geometry(row.get(0)));
                } catch (ParseException | IllegalArgumentException e) {
                    throw Refusal.because(e, "spark.mask.broken").about("mask");
                }
            }
        }
        // refuses what has no area, before anything is sent about
        new StudyArea(polygons);
        return new GeometryFactory().buildGeometry(polygons);
    }
}
