package org.edubalance.server.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.OwnResources;
import org.edubalance.server.ows.Kvp;
import org.springframework.stereotype.Component;

/**
 * Users' own grids as inputs of processes, by a reference as GeoServer has it for its own: {@code
 * http://geoserver/wcs?service=WCS&version=1.0.0&request=GetCoverage&coverage=own_…}. There is no WCS behind it.
 */
@Component
class OwnGrids implements OwnResources {

    private final Uploads uploads;

    OwnGrids(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public Optional<Resource> asked(String input, String path, String service, Kvp kvp) {
        if (!service.equals("WCS")) {
            return Optional.empty();
        }
        String name = kvp.required("coverage");
        OwnGrid grid = uploads.grid(name)
                .orElseThrow(() -> Refusal.of("upload.grid.none", "got", name).about(input));
        try {
            return Optional.of(new Held(grid.coverage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
