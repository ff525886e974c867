package org.edubalance.server.execution;

import java.io.IOException;
import java.util.NoSuchElementException;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.DecoratingSimpleFeatureCollection;

/**
 * Features that stop whoever reads them once the job is cancelled or more come than the limit. So also those of GeoTools'
 * processes end that never ask their listener, and results that are computed as they are written.
 */
final class GuardedFeatures extends DecoratingSimpleFeatureCollection {

    private final JobProgress progress;
    private final long limit;
    private final String parameter;

    GuardedFeatures(SimpleFeatureCollection features, JobProgress progress, long limit, String parameter) {
        super(features);
        this.progress = progress;
        this.limit = limit;
        this.parameter = parameter;
    }

    @Override
    public SimpleFeatureIterator features() {
        SimpleFeatureIterator iterator = delegate.features();
        return new SimpleFeatureIterator() {
            private long count;

            @Override
            public boolean hasNext() {
                progress.check();
                return iterator.hasNext();
            }

            @Override
            public SimpleFeature next() throws NoSuchElementException {
                if (++count > limit) {
                    throw Refusal.of("wps.features", "limit", limit).about(parameter);
                }
                return iterator.next();
            }

            @Override
            public void close() {
                iterator.close();
            }
        };
    }

    @Override
    public void accepts(FeatureVisitor visitor, ProgressListener listener) throws IOException {
        try (SimpleFeatureIterator iterator = features()) {
            while (iterator.hasNext()) {
                visitor.visit(iterator.next());
            }
        }
    }
}
