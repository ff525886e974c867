package org.edubalance.server;

import org.edubalance.describe.ProcessDescriptions;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /processes.json}: what the processes of {@code edu} are, for programs ({@link ProcessDescriptions}). */
@RestController
class ProcessesController {

    @GetMapping(path = "/processes.json", produces = MediaType.APPLICATION_JSON_VALUE)
    String processes() {
        return ProcessDescriptions.of("edu").toString();
    }
}
