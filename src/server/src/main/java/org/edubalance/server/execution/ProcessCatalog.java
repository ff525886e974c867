package org.edubalance.server.execution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Every process that GeoTools finds and whose parameters WPS can carry. */
@Component
public class ProcessCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCatalog.class);

    private final Map<String, ProcessOffering> offerings = new TreeMap<>();

    ProcessCatalog() {
        for (ProcessFactory factory : Processors.getProcessFactories()) {
            for (Name name : factory.getNames()) {
                ProcessOffering offering = ProcessOffering.of(name, factory);
                String identifier = offering.identifier();
                List<String> unknown = unknownParameters(offering);
                if (unknown.isEmpty()) {
                    offerings.put(identifier, offering);
                } else {
                    LOG.warn("{} is not offered: no format for {}", identifier, String.join(", ", unknown));
                }
            }
        }
    }

    private static List<String> unknownParameters(ProcessOffering offering) {
        List<String> unknown = new ArrayList<>();
        for (Parameter<?> input : offering.inputs().values()) {
            if (ValueKind.ofInput(input.type) == null) {
                unknown.add(input.key + " (" + input.type.getName() + ")");
            }
        }
        for (Parameter<?> output : offering.outputs().values()) {
            if (ValueKind.ofOutput(output.type) == null) {
                unknown.add(output.key + " (" + output.type.getName() + ")");
            }
        }
        return unknown;
    }

    public Collection<ProcessOffering> all() {
        return offerings.values();
    }

    public ProcessOffering find(String identifier) {
        ProcessOffering offering = offerings.get(identifier.strip());
        if (offering == null) {
            throw Refusal.of("wps.process.unknown", "process", identifier.strip())
                    .about("identifier");
        }
        return offering;
    }
}
