package org.edubalance.server.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.edubalance.io.CrsNames;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.SingleEvaluation;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.paint.FilterReader;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.collection.CollectionFeatureSource;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Layers of this server that an input asks for as a WFS GetFeature. There is no WFS behind it: what selects features is
 * understood (type name, property names, filter, number), anything else is refused by name.
 */
@Component
class LocalFeatures {

    private static final FilterFactory FILTERS = SingleEvaluation.FILTERS;
    private static final String WFS = "http://www.opengis.net/wfs";

    /** Parameters that say how the answer would be written, which does not happen. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("service", "request", "version", "outputformat", "resulttype");

    private static final Set<String> WITH_EFFECT =
            Set.of("typename", "typenames", "propertyname", "maxfeatures", "count", "cql_filter", "bbox", "srsname");

    private final Catalogue catalogue;

    LocalFeatures(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    SimpleFeatureCollection read(String key, Kvp kvp) {
        for (String name : kvp.keys()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!WITHOUT_EFFECT.contains(lower) && !WITH_EFFECT.contains(lower)) {
                throw Refusal.of("wps.layer.parameter", "parameter", name).about(key);
            }
        }
        if (!kvp.get("request").orElse("GetFeature").equalsIgnoreCase("GetFeature")) {
            throw Refusal.of("wps.layer.request").about(key);
        }
        Layer layer = layer(
                key, kvp.get("typeName").or(() -> kvp.get("typeNames")).orElseThrow(() -> Refusal.of("wps.layer.none")
                        .about(key)));
        Query query = new Query(layer.features().getSchema().getTypeName());
        kvp.get("srsName").ifPresent(name -> checkCrs(key, layer, name));
        List<String> properties = kvp.list("propertyName");
        if (!properties.isEmpty()) {
            query.setPropertyNames(properties.stream().map(String::strip).toArray(String[]::new));
        }
        kvp.integer("maxFeatures").or(() -> kvp.integer("count")).ifPresent(max -> setMax(key, query, max));
        if (kvp.get("cql_filter").isPresent() && kvp.get("bbox").isPresent()) {
            throw Refusal.of("wps.layer.filter-or-box").about(key);
        }
        kvp.get("cql_filter").ifPresent(text -> query.setFilter(cql(key, text)));
        kvp.get("bbox").ifPresent(text -> query.setFilter(bbox(key, layer, text)));
        return select(key, layer, query);
    }

    SimpleFeatureCollection read(String key, Element getFeature) {
        Element wanted = null;
        for (Element child : children(getFeature)) {
            if (wanted != null || !child.getLocalName().equals("Query") || !WFS.equals(child.getNamespaceURI())) {
                throw Refusal.of("wps.layer.query").about(key);
            }
            wanted = child;
        }
        if (wanted == null) {
            throw Refusal.of("wps.layer.query").about(key);
        }
        Layer layer = layer(key, wanted.getAttribute("typeName"));
        if (wanted.hasAttribute("srsName")) {
            checkCrs(key, layer, wanted.getAttribute("srsName"));
        }
        Query query = new Query(layer.features().getSchema().getTypeName());
        List<String> properties = children(wanted).stream()
                .filter(child -> child.getLocalName().equals("PropertyName"))
                .map(child -> child.getTextContent().strip())
                .toList();
        if (!properties.isEmpty()) {
            query.setPropertyNames(properties.toArray(String[]::new));
        }
        for (Element child : children(wanted)) {
            if (child.getLocalName().equals("Filter")) {
                query.setFilter(filter(key, child));
            } else if (!child.getLocalName().equals("PropertyName")) {
                throw Refusal.of("wps.layer.element", "element", child.getLocalName())
                        .about(key);
            }
        }
        if (getFeature.hasAttribute("maxFeatures")) {
            try {
                setMax(
                        key,
                        query,
                        Integer.parseInt(getFeature.getAttribute("maxFeatures").strip()));
            } catch (NumberFormatException e) {
                throw Refusal.because(e, "wps.layer.max", "got", getFeature.getAttribute("maxFeatures"))
                        .about(key);
            }
        }
        return select(key, layer, query);
    }

    private static void setMax(String key, Query query, int max) {
        if (max < 1) {
            throw Refusal.of("wps.layer.max", "got", max).about(key);
        }
        query.setMaxFeatures(max);
    }

    private Layer layer(String key, String name) {
        return catalogue.layer(name.strip()).orElseThrow(() -> Refusal.of(
                        "wps.layer.unknown",
                        "layer",
                        name.strip(),
                        "layers",
                        catalogue.layers().stream().map(Layer::name).toList())
                .about(key));
    }

    private static void checkCrs(String key, Layer layer, String name) {
        Integer own =
                layer.bounds() == null ? null : CrsNames.epsgCode(layer.bounds().getCoordinateReferenceSystem());
        if (own != null && !own.equals(CrsNames.epsgCode(Refusals.crs(key, name)))) {
            throw Refusal.of("wps.layer.crs", "own", "EPSG:" + own, "got", name).about(key);
        }
    }

    private static SimpleFeatureCollection select(String key, Layer layer, Query query) {
        SimpleFeatureType type = layer.features().getSchema();
        FilterAttributeExtractor filtered = new FilterAttributeExtractor();
        query.getFilter().accept(filtered, null);
        for (String attribute : filtered.getAttributeNames()) {
            // no name at all means the geometry
            if (!attribute.isEmpty() && type.getDescriptor(attribute) == null) {
                throw noAttribute(layer, attribute).about(key);
            }
        }
        if (query.getPropertyNames() != null) {
            for (String property : query.getPropertyNames()) {
                if (type.getDescriptor(property) == null) {
                    throw noAttribute(layer, property).about(key);
                }
            }
        }
        if (query.getFilter() == Filter.INCLUDE && query.retrieveAllProperties() && query.isMaxFeaturesUnlimited()) {
            return layer.features();
        }
        SimpleFeatureCollection selected = new CollectionFeatureSource(layer.features()).getFeatures(query);
        ReadingNotes.of(layer.features()).attach(selected.getSchema());
        return selected;
    }

    private static Refusal noAttribute(Layer layer, String name) {
        return Refusal.of(
                "wps.layer.attribute",
                "layer",
                layer.name(),
                "attribute",
                name,
                "attributes",
                layer.features().getSchema().getAttributeDescriptors().stream()
                        .map(AttributeDescriptor::getLocalName)
                        .toList());
    }

    private static Filter cql(String key, String text) {
        try {
            return checked(key, ECQL.toFilter(text, SingleEvaluation.FILTERS));
        } catch (Refusal e) {
            throw e;
        } catch (StackOverflowError e) {
            throw Refusal.because(e, "wps.layer.filter.deep").about(key);
        } catch (CQLException | RuntimeException | Error e) {
            // an Error where an escape is broken
            throw Refusal.because(e, "wps.layer.filter", "got", text).about(key);
        }
    }

    private static Filter checked(String key, Filter filter) {
        try {
            filter.accept(new FunctionCheck(FunctionPolicy.REQUEST), null);
        } catch (Refusal e) {
            throw Refusals.about(key, e);
        }
        return filter;
    }

    private static Filter bbox(String key, Layer layer, String text) {
        String[] parts = text.split(",");
        try {
            if (layer.bounds() != null && (parts.length == 4 || parts.length == 5)) {
                var own = layer.bounds().getCoordinateReferenceSystem();
                ReferencedEnvelope box = new ReferencedEnvelope(
                        Double.parseDouble(parts[0]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[3]),
                        parts.length == 5 ? CrsNames.decode(parts[4]) : own);
                return FILTERS.bbox(
                        FILTERS.property(layer.features()
                                .getSchema()
                                .getGeometryDescriptor()
                                .getLocalName()),
                        box.transform(own, true));
            }
        } catch (RuntimeException | FactoryException | TransformException e) {
            // refused below
        }
        throw Refusal.of("wps.layer.box", "got", text).about(key);
    }

    private static Filter filter(String key, Element filter) {
        try {
            return new FilterReader(FunctionPolicy.REQUEST).filter(filter);
        } catch (Refusal e) {
            throw Refusals.about(key, e);
        }
    }

    private static List<Element> children(Element parent) {
        ArrayList<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
