package org.edubalance.server;

import org.edubalance.io.CrsNames;
import org.edubalance.messages.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /crs/4547}: the definition of a coordinate reference system of EPSG as well-known text, x first, for the map
 * of the viewer, which knows few of them.
 */
@RestController
class CrsController {

    @GetMapping(path = "/crs/{code:\\d{1,9}}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> crs(@PathVariable String code) {
        try {
            return ResponseEntity.ok(CrsNames.decode("EPSG:" + code).toWKT());
        } catch (Refusal e) {
            return ResponseEntity.notFound().build();
        }
    }
}
