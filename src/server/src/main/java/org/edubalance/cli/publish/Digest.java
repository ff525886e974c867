package org.edubalance.cli.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.edubalance.io.GeoJson;
import org.geotools.data.simple.SimpleFeatureCollection;

/** What data are compared by. */
final class Digest {

    private Digest() {}

    static String of(SimpleFeatureCollection features) {
        try {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            GeoJson.write(features, json);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json.toByteArray()));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
