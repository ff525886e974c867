package org.edubalance.server.layers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.paint.FunctionPolicy;
import org.edubalance.server.paint.SldReader;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyledLayerDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/** Reads the files that layers and styles are made of. */
final class ServedFile {

    private static final Logger LOG = LoggerFactory.getLogger(ServedFile.class);

    /** Endings of files that may be something else: a definition, a note. */
    private static final Set<String> OTHERS = Set.of(".json", ".txt");

    private static final List<String> DATA = Format.reading(SimpleFeatureCollection.class).stream()
            .flatMap(format -> format.endings().stream())
            .filter(ending -> !OTHERS.contains(ending))
            .toList();

    /** Names that can stand in a comma-separated list, in a URL and in a file name. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,99}");

    /** What a layer's name may have and names here may not. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_.-]+");

    private ServedFile() {}

    static boolean isData(Resource file) {
        String name = file.getFilename().toLowerCase(Locale.ROOT);
        return DATA.stream().anyMatch(name::endsWith);
    }

    static boolean isStyle(Resource file) {
        return file.getFilename().endsWith(".sld");
    }

    /**
     * Data files.
     *
     * @param mappingOrNull of the columns of those layers that have all of them
     * @param maxFeatures that each layer may have
     */
    static FileCache.Source<Layer> data(ColumnMapping mappingOrNull, long maxFeatures) {
        return new FileCache.Source<>() {
            @Override
            public Map<String, FileCache.Piece<Layer>> pieces(Resource file) throws IOException {
                return layers(file, mappingOrNull, maxFeatures);
            }

            @Override
            public List<Path> parts(Resource file) throws IOException {
                return file.isFile() ? format(file).parts(file.getFile().toPath()) : List.of();
            }
        };
    }

    /**
     * The layers of a data file, named as the file where there is one, else with the layer's name behind it: {@code
     * schools_primary}.
     *
     * @throws Refusal if it cannot be one of layers
     * @throws IOException if it cannot be read
     */
    private static Map<String, FileCache.Piece<Layer>> layers(
            Resource file, ColumnMapping mappingOrNull, long maxFeatures) throws IOException {
        String name = name(file);
        List<String> names = file.isFile() ? format(file).layers(file.getFile().toPath()) : List.of();
        Map<String, FileCache.Piece<Layer>> pieces = new LinkedHashMap<>();
        if (names.size() < 2) {
            pieces.put(
                    "",
                    () -> layer(file, mappingOrNull, ReadOptions.named(name).withLimits(maxFeatures, Long.MAX_VALUE)));
        }
        for (String layer : names.size() < 2 ? List.<String>of() : names) {
            String own = name + "_" + NOT_IN_NAMES.matcher(layer).replaceAll("_");
            pieces.put(
                    layer,
                    () -> layer(
                            file,
                            mappingOrNull,
                            ReadOptions.named(own).withLayer(layer).withLimits(maxFeatures, Long.MAX_VALUE)));
        }
        return pieces;
    }

    private static Layer layer(Resource file, ColumnMapping mappingOrNull, ReadOptions options) throws IOException {
        ReadOptions told = options.withNotes(note ->
                LOG.info("{} {}: {}", file.getFilename(), options.layer() == null ? "" : options.layer(), note));
        SimpleFeatureCollection features;
        if (file.isFile()) {
            features = format(file)
                    .readFile(SimpleFeatureCollection.class, file.getFile().toPath(), told);
        } else {
            try (InputStream in = file.getInputStream()) {
                features = format(file).read(SimpleFeatureCollection.class, in, told);
            }
        }
        return Layer.of(
                Catalogue.PREFIX + options.name(),
                mappingOrNull == null ? features : mapped(features, mappingOrNull, file));
    }

    /** A layer of schools with the attributes that the mapping names; one that has none of its columns is another layer. */
    private static SimpleFeatureCollection mapped(
            SimpleFeatureCollection features, ColumnMapping mapping, Resource file) {
        List<String> columns = mapping.sources().values().stream()
                .map(ColumnMapping.Source::column)
                .distinct()
                .toList();
        if (columns.stream().noneMatch(column -> features.getSchema().indexOf(column) >= 0)) {
            return features;
        }
        List<String> missing = columns.stream()
                .filter(column -> features.getSchema().indexOf(column) < 0)
                .toList();
        if (!missing.isEmpty()) {
            LOG.warn("{}: {}", file.getFilename(), Message.of("layer.mapping", "columns", missing));
            return features;
        }
        LOG.info("{}: {}", file.getFilename(), mapping.told());
        return mapping.apply(features);
    }

    private static Format format(Resource file) {
        return Format.ofFileName(file.getFilename()).orElseThrow();
    }

    /**
     * Reads an SLD file, which may call any function.
     *
     * @throws Refusal if it is not one style for one layer
     * @throws IOException if it cannot be read
     */
    static NamedStyle style(Resource file) throws IOException {
        String name = name(file);
        byte[] sld = file.getContentAsByteArray();
        StyledLayerDescriptor document = SldReader.read(sld, FunctionPolicy.SERVER);
        if (document.layers().size() == 1
                && document.layers().get(0) instanceof NamedLayer layer
                && layer.styles().size() == 1
                && !(layer.styles().get(0) instanceof org.geotools.api.style.NamedStyle)) {
            Style style = layer.styles().get(0);
            return new NamedStyle(name, layer.getName(), style, sld);
        }
        throw Refusal.of("layer.style");
    }

    private static String name(Resource file) {
        String fileName = file.getFilename();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of("layer.name");
        }
        return name;
    }
}
