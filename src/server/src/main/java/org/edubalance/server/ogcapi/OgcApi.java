package org.edubalance.server.ogcapi;

import java.util.ArrayList;
import java.util.List;

/** Names that the standard gives. */
final class OgcApi {

    /** Where the API is, on this server and on GeoServer. */
    static final String ROOT = "/ogc/processes/v1";

    /** The same without the version, for those who leave it out. */
    static final String SHORT_ROOT = "/ogc/processes";

    static final String OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.0";

    private static final String EXCEPTIONS = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
    static final String NO_SUCH_PROCESS = EXCEPTIONS + "no-such-process";
    static final String NO_SUCH_JOB = EXCEPTIONS + "no-such-job";
    static final String NO_SUCH_OUTPUT = EXCEPTIONS + "no-such-output";
    static final String RESULT_NOT_READY = EXCEPTIONS + "result-not-ready";

    private static final String RELATIONS = "http://www.opengis.net/def/rel/ogc/1.0/";
    static final String REL_CONFORMANCE = RELATIONS + "conformance";
    static final String REL_PROCESSES = RELATIONS + "processes";
    static final String REL_JOBS = RELATIONS + "job-list";
    static final String REL_EXECUTE = RELATIONS + "execute";
    static final String REL_RESULTS = RELATIONS + "results";

    static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private static final String CLASSES = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";

    private OgcApi() {}

    /** The conformance classes that this server claims. */
    static List<String> conformance(boolean jobsListed) {
        List<String> classes = new ArrayList<>(List.of(
                "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
                CLASSES + "core",
                CLASSES + "ogc-process-description",
                CLASSES + "json",
                CLASSES + "html",
                CLASSES + "oas30",
                CLASSES + "dismiss"));
        if (jobsListed) {
            classes.add(CLASSES + "job-list");
        }
        return classes;
    }
}
