package org.edubalance.server.wps;

import net.opengis.wps.v_1_0_0.Execute;
import org.edubalance.server.execution.Job;
import org.edubalance.server.execution.JobRecord;
import org.edubalance.server.execution.Protocol;
import org.edubalance.server.ows.OwsException;
import org.springframework.stereotype.Component;

/** Response documents of jobs, as bytes. */
@Component
class WpsProtocol implements Protocol {

    static final String NAME = "wps";

    private static final String SCHEMA = "wpsExecute_response.xsd";

    private final WpsXml xml;

    WpsProtocol(WpsXml xml) {
        this.xml = xml;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] ended(JobRecord job, OwsException reason) {
        return xml.write(Responses.failed(job, reason), SCHEMA);
    }

    /** What is told of the job of a request. */
    Job.Telling telling(Execute request) {
        return job -> xml.write(Responses.of(job, request), SCHEMA);
    }
}
