package org.edubalance.server.paint;

import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** Bounding boxes in other CRSs. */
public final class Boxes {

    private Boxes() {}

    /** A box in another CRS, taken along its edges; empty where that CRS has no coordinates for all of it. */
    public static Optional<ReferencedEnvelope> transformed(ReferencedEnvelope box, CoordinateReferenceSystem crs) {
        if (CRS.equalsIgnoreMetadata(box.getCoordinateReferenceSystem(), crs)) {
            return Optional.of(box);
        }
        try {
            ReferencedEnvelope other = box.transform(crs, true, 20);
            return Double.isFinite(other.getWidth()) && Double.isFinite(other.getHeight())
                    ? Optional.of(other)
                    : Optional.empty();
        } catch (TransformException | FactoryException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // So GeoTools throws the one above where it spares itself the stack trace.
            if (e.getCause() instanceof TransformException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
