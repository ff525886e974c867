package org.edubalance.server.wms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.AttributeReader;
import org.edubalance.process.features.Ecql;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.filter.FilterAttributeExtractor;

/** The parameter {@code cql_filter}: a filter in ECQL for each layer of a map, with semicolons between. */
final class LayerFilters {

    private static final String INPUT = "cql_filter";

    /** The parser is recursive, so longer ones could end the stack. */
    private static final int LONGEST = 2000;

    private LayerFilters() {}

    /**
     * A filter for each layer; where the parameter is missing, one that lets everything through.
     *
     * @throws Refusal if they cannot be read, call what requests may not call, or name attributes that a layer has not
     */
    static List<Filter> read(Kvp kvp, List<Layer> layers) {
        String text = kvp.get(INPUT).orElse(null);
        if (text == null) {
            return Collections.nCopies(layers.size(), Filter.INCLUDE);
        }
        if (text.length() > LONGEST) {
            throw Refusal.of("wms.filter.longest", "limit", LONGEST, "got", text.length())
                    .about(INPUT);
        }
        List<Filter> filters = parsed(text);
        if (filters.size() != layers.size()) {
            throw Refusal.of("wms.filter.count", "layers", layers.size(), "got", filters.size())
                    .about(INPUT);
        }
        List<Filter> read = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            checkAttributes(filters.get(i), layers.get(i));
            read.add(AttributeReader.in(filters.get(i), layers.get(i).features().getSchema()));
        }
        return read;
    }

    private static List<Filter> parsed(String text) {
        List<Filter> filters = Ecql.filters(INPUT, text);
        try {
            filters.forEach(filter -> filter.accept(new FunctionCheck(FunctionPolicy.REQUEST), null));
        } catch (Refusal e) {
            throw e.about(INPUT);
        }
        return filters;
    }

    private static void checkAttributes(Filter filter, Layer layer) {
        FilterAttributeExtractor attributes = new FilterAttributeExtractor();
        filter.accept(attributes, null);
        SimpleFeatureType type = layer.features().getSchema();
        for (String name : attributes.getAttributeNames()) {
            if (!name.isEmpty() && type.indexOf(name) < 0) {
                List<String> known = type.getAttributeDescriptors().stream()
                        .map(AttributeDescriptor::getLocalName)
                        .toList();
                throw Refusal.of("wms.filter.attribute", "name", name, "layer", layer.name(), "attributes", known)
                        .about(INPUT);
            }
        }
    }
}
