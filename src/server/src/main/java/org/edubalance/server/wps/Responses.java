package org.edubalance.server.wps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import net.opengis.ows.v_1_1_0.BoundingBoxType;
import net.opengis.wps.v_1_0_0.ComplexDataType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.ExecuteResponse;
import net.opengis.wps.v_1_0_0.LiteralDataType;
import net.opengis.wps.v_1_0_0.OutputDataType;
import net.opengis.wps.v_1_0_0.OutputDefinitionsType;
import net.opengis.wps.v_1_0_0.OutputReferenceType;
import net.opengis.wps.v_1_0_0.ProcessBriefType;
import net.opengis.wps.v_1_0_0.ProcessFailedType;
import net.opengis.wps.v_1_0_0.ProcessStartedType;
import net.opengis.wps.v_1_0_0.ResponseDocumentType;
import net.opengis.wps.v_1_0_0.StatusType;
import org.edubalance.messages.Language;
import org.edubalance.server.execution.Job;
import org.edubalance.server.execution.JobRecord;
import org.edubalance.server.execution.Literals;
import org.edubalance.server.execution.OutputRequest;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.execution.StatusTexts;
import org.edubalance.server.ows.ExceptionReports;
import org.edubalance.server.ows.OwsException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Envelope;

/** Response documents of executions, in the {@link Language#current} language. */
final class Responses {

    private Responses() {}

    /** The response as the job is now. */
    static ExecuteResponse of(Job job, Execute request) throws IOException {
        ExecuteResponse response = response(job.about(), Capabilities.brief(job.process()), status(job));
        if (job.isKept()) {
            response.setStatusLocation(statusLocation(job.about()));
        }
        ResponseDocumentType form = request.getResponseForm() == null
                ? null
                : request.getResponseForm().getResponseDocument();
        if (form != null && form.isLineage()) {
            response.setDataInputs(Lineage.of(request.getDataInputs()));
            response.setOutputDefinitions(outputDefinitions(form));
        }
        if (job.state() == Job.State.SUCCEEDED) {
            ExecuteResponse.ProcessOutputs outputs = new ExecuteResponse.ProcessOutputs();
            for (Job.Result result : job.results()) {
                outputs.getOutput().add(output(job, result));
            }
            response.setProcessOutputs(outputs);
        }
        return response;
    }

    /** The response of a job of which only the record is left, for the given reason. */
    static ExecuteResponse failed(JobRecord job, OwsException reason) {
        ProcessBriefType process = new ProcessBriefType();
        process.setIdentifier(Capabilities.code(job.process()));
        process.setTitle(Capabilities.text(job.title()));
        process.setProcessVersion(job.version());
        ExecuteResponse response = response(job, process, failed(reason));
        response.setStatusLocation(statusLocation(job));
        return response;
    }

    private static String statusLocation(JobRecord job) {
        return job.baseUrl() + "/ows?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=" + job.id();
    }

    private static ExecuteResponse response(JobRecord job, ProcessBriefType process, StatusType status) {
        ExecuteResponse response = new ExecuteResponse();
        response.setLang(job.language().code());
        response.setServiceInstance(job.baseUrl() + "/ows?service=WPS&version=1.0.0&request=GetCapabilities");
        response.setProcess(process);
        status.setCreationTime(calendar(job.created()));
        response.setStatus(status);
        return response;
    }

    private static XMLGregorianCalendar calendar(Instant instant) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(instant.toEpochMilli());
        try {
            return DatatypeFactory.newInstance().newXMLGregorianCalendar(calendar);
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StatusType status(Job job) {
        StatusType status = new StatusType();
        switch (job.state()) {
            case ACCEPTED -> status.setProcessAccepted(StatusTexts.accepted());
            case STARTED -> {
                ProcessStartedType started = new ProcessStartedType();
                started.setPercentCompleted(Math.min(99, job.progress().percent()));
                started.setValue(StatusTexts.started(job.progress()));
                status.setProcessStarted(started);
            }
            case SUCCEEDED -> status.setProcessSucceeded(StatusTexts.succeeded(job.progress()));
            case FAILED, DISMISSED -> {
                return failed(job.failure());
            }
        }
        return status;
    }

    private static StatusType failed(OwsException reason) {
        ProcessFailedType failed = new ProcessFailedType();
        failed.setExceptionReport(ExceptionReports.report(reason));
        StatusType status = new StatusType();
        status.setProcessFailed(failed);
        return status;
    }

    private static OutputDefinitionsType outputDefinitions(ResponseDocumentType form) {
        if (form.getOutput().isEmpty()) {
            return null;
        }
        OutputDefinitionsType definitions = new OutputDefinitionsType();
        for (DocumentOutputDefinitionType output : form.getOutput()) {
            definitions.getOutput().add(output);
        }
        return definitions;
    }

    private static OutputDataType output(Job job, Job.Result result) throws IOException {
        OutputRequest request = result.output();
        OutputDataType output = new OutputDataType();
        output.setIdentifier(Capabilities.code(request.name()));
        output.setTitle(Capabilities.text(ProcessOffering.text(request.parameter().title)));
        if (!request.inline()) {
            OutputReferenceType reference = new OutputReferenceType();
            reference.setHref(job.about().baseUrl()
                    + "/ows?service=WPS&version=1.0.0&request=GetExecutionResult&executionId="
                    + job.id() + "&outputId=" + request.name());
            reference.setMimeType(request.format().mimeType());
            output.setReference(reference);
            return output;
        }
        DataType data = new DataType();
        if (request.format() != null) {
            data.setComplexData(complex(request, result.file()));
        } else if (result.value() instanceof Envelope box) {
            data.setBoundingBoxData(box(box));
        } else {
            LiteralDataType literal = new LiteralDataType();
            literal.setDataType("xs:" + Literals.dataType(request.parameter().type));
            literal.setValue(Literals.write(result.value()));
            data.setLiteralData(literal);
        }
        output.setData(data);
        return output;
    }

    private static ComplexDataType complex(OutputRequest request, Path file) throws IOException {
        ComplexDataType complex = new ComplexDataType();
        complex.setMimeType(request.format().mimeType());
        byte[] content = Files.readAllBytes(file);
        if (request.base64()) {
            complex.setEncoding("base64");
            complex.getContent().add(Base64.getEncoder().encodeToString(content));
        } else {
            complex.getContent().add(new String(content, StandardCharsets.UTF_8));
        }
        return complex;
    }

    private static BoundingBoxType box(Envelope box) {
        BoundingBoxType type = new BoundingBoxType();
        type.getLowerCorner().addAll(List.of(box.getMinX(), box.getMinY()));
        type.getUpperCorner().addAll(List.of(box.getMaxX(), box.getMaxY()));
        if (box instanceof ReferencedEnvelope referenced) {
            type.setCrs(Literals.crsName(referenced));
        }
        return type;
    }

    /** A literal or bounding box by itself, for raw output. */
    static String raw(Object value) {
        return value instanceof Envelope box
                ? box.getMinX() + "," + box.getMinY() + "," + box.getMaxX() + "," + box.getMaxY()
                        + (box instanceof ReferencedEnvelope r && Literals.crsName(r) != null
                                ? "," + Literals.crsName(r)
                                : "")
                : Literals.write(value);
    }
}
