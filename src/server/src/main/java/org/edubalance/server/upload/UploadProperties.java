package org.edubalance.server.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an administrator can set of users' own files, as {@code edubalance.uploads.*} properties. The size of one file is
 * bounded by {@code edubalance.limits.request-size}, its features by {@code edubalance.limits.features}.
 *
 * @param enabled true if the viewer's users may bring files of their own; not given, they may where the server listens on
 *     loopback only
 * @param keep time after which the layers of a browser go from which nothing was heard
 * @param sessions browsers that have layers at a time
 * @param layers layers of a browser
 * @param sessionSize size of all files of a browser
 * @param totalSize size of all files together
 * @param totalFeatures features of all layers together, which are in memory
 */
@ConfigurationProperties("edubalance.uploads")
record UploadProperties(
        Boolean enabled,
        @DefaultValue("1h") Duration keep,
        @DefaultValue("50") int sessions,
        @DefaultValue("30") int layers,
        @DefaultValue("200MB") DataSize sessionSize,
        @DefaultValue("1GB") DataSize totalSize,
        @DefaultValue("3000000") long totalFeatures) {

    UploadProperties {
        positive("keep", keep.toNanos());
        positive("sessions", sessions);
        positive("layers", layers);
        positive("session-size", sessionSize.toBytes());
        positive("total-size", totalSize.toBytes());
        positive("total-features", totalFeatures);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("edubalance.uploads." + name + " must be above 0");
        }
    }
}
