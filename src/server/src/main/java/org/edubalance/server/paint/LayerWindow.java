package org.edubalance.server.paint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.edubalance.process.features.LastingFeatures;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.AbstractFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** What a transformation asks for of a layer in memory. It is looked for when it is read, since it may be known already. */
final class LayerWindow extends AbstractFeatureCollection implements LastingFeatures {

    private final MapLayer layer;
    private final Query query;
    private SimpleFeatureCollection everywhere;
    private SimpleFeatureCollection found;

    /** @throws IOException never, from features in memory */
    LayerWindow(MapLayer layer, Query query) throws IOException {
        super(DataUtilities.source(layer.features()).getFeatures(query).getSchema());
        this.layer = layer;
        this.query = query;
    }

    @Override
    public SimpleFeatureCollection layer() {
        return layer.features();
    }

    @Override
    public Filter filter() {
        return layer.filter();
    }

    @Override
    public SimpleFeatureCollection everywhere() {
        if (everywhere == null) {
            everywhere = layer.drawn();
        }
        return everywhere;
    }

    private SimpleFeatureCollection found() {
        if (found == null) {
            try {
                found = DataUtilities.source(everywhere()).getFeatures(query);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    @Override
    public SimpleFeatureIterator features() {
        return found().features();
    }

    @Override
    protected Iterator<SimpleFeature> openIterator() {
        return DataUtilities.iterator(features());
    }

    @Override
    public int size() {
        return found().size();
    }

    @Override
    public ReferencedEnvelope getBounds() {
        return found().getBounds();
    }
}
