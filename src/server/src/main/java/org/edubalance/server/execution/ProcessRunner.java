package org.edubalance.server.execution;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.edubalance.io.DensityNote;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.paint.FunctionCheck;
import org.geotools.api.coverage.grid.GridEnvelope;
import org.geotools.api.data.Parameter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs a process on the inputs of a request, and first the executions that feed them. */
@Component
class ProcessRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);

    private final InputReader inputs;
    private final ReferenceResolver references;
    private final RemoteReader remote;
    private final LocalFeatures layers;
    private final JobStore store;
    private final ServerProperties.Limits limits;

    ProcessRunner(
            InputReader inputs,
            ReferenceResolver references,
            RemoteReader remote,
            LocalFeatures layers,
            JobStore store,
            ServerProperties properties) {
        this.inputs = inputs;
        this.references = references;
        this.remote = remote;
        this.layers = layers;
        this.store = store;
        limits = properties.limits();
    }

    /** The results by name, in the thread that calls. */
    Map<String, Object> run(ExecutionRequest request, Execution execution) {
        ProcessOffering process = request.process();
        try {
            Map<String, Object> values = inputs.read(request, execution, this::read);
            WorkLimits.check(process, values, limits.gridCells(), limits.features());
            execution.progress().check();
            Map<String, Object> results =
                    FunctionCheck.ofRequest(() -> process.create().execute(values, execution.progress()));
            execution.progress().check();
            if (results == null) {
                return Map.of();
            }
            results.values().forEach(result -> note(result, execution.progress()));
            return results;
        } catch (ProcessException e) {
            execution.progress().check();
            throw told(process, e);
        } catch (RuntimeException | Error e) {
            execution.progress().check();
            throw e;
        }
    }

    /** Has the answer tell what a density was made with, which most of its formats cannot. */
    private static void note(Object result, JobProgress progress) {
        if (result instanceof GridCoverage2D coverage) {
            DensityNote.of(coverage)
                    .map(note -> Message.of("wps.status.note", "note", note))
                    .ifPresent(note -> progress.note(note.in(Language.current())));
        }
    }

    /**
     * What GeoTools' own processes say of their inputs comes as the message of a {@link ProcessException} that they throw
     * themselves. One around another exception is a fault, unless that is a refusal.
     */
    private static RuntimeException told(ProcessOffering process, ProcessException e) {
        return e.getCause() != null || e.getMessage() == null || e.getMessage().isBlank()
                ? e
                : Refusal.because(e, "wps.process.says", "process", process.identifier(), "reason", (Localized)
                        language -> e.getMessage());
    }

    /** The stream for a result's file, which may be as large as all stored results together. */
    OutputStream bounded(OutputStream out, String output) {
        long limit = limits.storedSize().toBytes();
        return new BoundedOutput(out, limit, () -> Refusal.of(
                        "wps.output.too-large", "limit", limits.storedSize().toMegabytes())
                .about(output));
    }

    /**
     * What a client is told where a file could not be written: that the disk is full, if it is.
     *
     * @param output that was to be written, or null
     */
    RuntimeException unwritten(String output, IOException problem) {
        if (!store.isFull(problem)) {
            return Refusal.in(problem) == null ? new UncheckedIOException(problem) : Refusal.in(problem);
        }
        LOG.error("The disk of the work directory is full", problem);
        Refusal full = OwsException.coded(OwsException.NO_APPLICABLE_CODE, 507, "wps.disk");
        return output == null ? full : full.about(output);
    }

    /** A result as its writer takes it, within the limits; null where there is none. */
    Object writable(String output, Object result, JobProgress progress) {
        Object value = ComplexFormats.writable(result);
        if (value instanceof SimpleFeatureCollection features) {
            return new GuardedFeatures(features, progress, limits.features(), output);
        }
        if (value instanceof GridCoverage2D coverage) {
            GridEnvelope cells = coverage.getGridGeometry().getGridRange();
            if ((long) cells.getSpan(0) * cells.getSpan(1) > limits.gridCells()) {
                throw Refusal.of("wps.cells", "limit", limits.gridCells()).about(output);
            }
        }
        return value;
    }

    private Object read(Parameter<?> parameter, Given.Reference reference, Execution execution) {
        ReferenceResolver.Target target = references.resolve(parameter, reference, execution.baseUrl());
        if (target instanceof ReferenceResolver.Target.Remote remoteTarget) {
            return readRemote(parameter, reference, remoteTarget, execution);
        }
        if (target instanceof ReferenceResolver.Target.Features features) {
            SimpleFeatureCollection layer = features.kvp() == null
                    ? layers.read(parameter.key, features.document())
                    : layers.read(parameter.key, features.kvp());
            ReadingNotes.of(layer).tell(note -> InputReader.note(parameter, note, execution.progress()));
            return InputReader.fitting(parameter, layer);
        }
        OwnResources.Resource own = ((ReferenceResolver.Target.Own) target).resource();
        if (own instanceof OwnResources.Feed feed) {
            return InputReader.fitting(parameter, feed(feed, execution));
        }
        if (own instanceof OwnResources.Held held) {
            return InputReader.fitting(parameter, held.value());
        }
        return stored(parameter, (OwnResources.Stored) own, execution.progress());
    }

    private Object stored(Parameter<?> parameter, OwnResources.Stored stored, JobProgress progress) {
        JobRecord.StoredOutput result = store.output(stored.job(), stored.output());
        ComplexFormat format =
                ComplexFormats.choose(ComplexFormats.ofInput(parameter.type), result.mimeType(), parameter.key);
        try {
            Given.Content content = Given.Content.of(Files.readAllBytes(result.file()));
            return inputs.complex(parameter, format, null, null, content, false, progress);
        } catch (IOException e) {
            // dropped in this moment
            throw store.unknown();
        }
    }

    private Object feed(OwnResources.Feed feed, Execution execution) {
        Execution inner = execution.feeding(limits.chainDepth());
        inputs.check(feed.request().process(), feed.request().inputs());
        return ComplexFormats.writable(run(feed.request(), inner).get(feed.output()));
    }

    private Object readRemote(
            Parameter<?> parameter,
            Given.Reference reference,
            ReferenceResolver.Target.Remote target,
            Execution execution) {
        if (ValueKind.ofInput(parameter.type) != ValueKind.COMPLEX) {
            RemoteReader.Answer answer = remote.read(parameter.key, target, execution.progress());
            if (ValueKind.ofInput(parameter.type) == ValueKind.LITERAL) {
                return InputReader.literal(parameter, new String(answer.content(), StandardCharsets.UTF_8));
            }
            throw Refusal.of("wps.box.inline").about(parameter.key);
        }
        List<ComplexFormat> formats = ComplexFormats.ofInput(parameter.type);
        // Refused before anything is fetched.
        ComplexFormats.choose(formats, reference.mimeType(), parameter.key);
        RemoteReader.Answer answer = remote.read(parameter.key, target, execution.progress());
        String mimeType = reference.mimeType();
        if (mimeType == null && answer.mimeType() != null) {
            mimeType = formats.stream()
                    .filter(format -> format.matches().test(answer.mimeType()))
                    .map(ComplexFormat::mimeType)
                    .findFirst()
                    .orElse(null);
        }
        String layer = ComplexFormats.layer(reference.mimeType());
        return inputs.complex(
                parameter,
                ComplexFormats.choose(formats, mimeType, parameter.key),
                layer == null ? target.address().getFragment() : layer,
                reference.encoding(),
                Given.Content.of(answer.content()),
                false,
                execution.progress());
    }
}
