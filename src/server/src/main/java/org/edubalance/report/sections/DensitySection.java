package org.edubalance.report.sections;

import java.util.List;
import org.edubalance.report.drawing.DensityPicture;
import org.edubalance.report.drawing.MapDrawing;
import org.edubalance.report.drawing.Mark;
import org.edubalance.report.page.Key;
import org.edubalance.report.page.Numbers;
import org.geotools.coverage.grid.GridCoverage2D;

/** Where the schools are: their density, and each of them. */
final class DensitySection {

    private DensitySection() {}

    static void write(Page page) {
        if (!page.analysis().mapped()) {
            return;
        }
        page.chapter(page.text("report.density"));
        page.gaps(Gap.Part.MAPS, null);
        GridCoverage2D density = page.analysis().density();
        if (density == null) {
            String caption = page.text("report.density.schools");
            MapDrawing map = schools(page, new MapDrawing(page.analysis().map(), caption));
            page.figure(StageMaps.figure(page, map, caption, List.of()));
            return;
        }
        String caption = page.text("report.density.map");
        DensityPicture picture = new DensityPicture(density);
        MapDrawing map = schools(page, new MapDrawing(page.analysis().map(), caption).picture(picture.dataUri()));
        String most = Numbers.fixed(1000 * picture.max(), 1) + " " + page.text("report.density.unit");
        page.figure(StageMaps.figure(
                page,
                map,
                caption,
                List.of(
                        new Key.Ramp("0", DensityPicture.colours(), most),
                        new Key.Note(page.text("report.density.radius", "radius", radius(density))))));
    }

    private static MapDrawing schools(Page page, MapDrawing map) {
        map.regions(key -> "none").labels(page::region);
        page.analysis().schools().forEach(school -> map.mark(school.place(), Mark.PLAIN, school.name()));
        return map;
    }

    /** The radius that a density was estimated with, which the process chose. */
    static String radius(GridCoverage2D densityOrNull) {
        Object radius = densityOrNull == null ? null : densityOrNull.getProperty("radius");
        return radius == null ? Numbers.NONE : Numbers.fixed(Double.parseDouble(radius.toString()) / 1000, 1) + " km";
    }
}
