package org.edubalance.server.wps;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import net.opengis.ows.v_1_1_0.AllowedValues;
import net.opengis.ows.v_1_1_0.AnyValue;
import net.opengis.ows.v_1_1_0.DomainMetadataType;
import net.opengis.ows.v_1_1_0.RangeType;
import net.opengis.ows.v_1_1_0.ValueType;
import net.opengis.wps.v_1_0_0.CRSsType;
import net.opengis.wps.v_1_0_0.ComplexDataCombinationType;
import net.opengis.wps.v_1_0_0.ComplexDataCombinationsType;
import net.opengis.wps.v_1_0_0.ComplexDataDescriptionType;
import net.opengis.wps.v_1_0_0.InputDescriptionType;
import net.opengis.wps.v_1_0_0.LiteralInputType;
import net.opengis.wps.v_1_0_0.LiteralOutputType;
import net.opengis.wps.v_1_0_0.OutputDescriptionType;
import net.opengis.wps.v_1_0_0.ProcessDescriptionType;
import net.opengis.wps.v_1_0_0.ProcessDescriptions;
import net.opengis.wps.v_1_0_0.SupportedCRSsType;
import net.opengis.wps.v_1_0_0.SupportedComplexDataInputType;
import net.opengis.wps.v_1_0_0.SupportedComplexDataType;
import org.edubalance.messages.Language;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.execution.ComplexFormat;
import org.edubalance.server.execution.ComplexFormats;
import org.edubalance.server.execution.InputReader;
import org.edubalance.server.execution.Literals;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.execution.ValueKind;
import org.geotools.api.data.Parameter;
import org.springframework.stereotype.Component;

/** Descriptions of processes. */
@Component
class Descriptions {

    private static final List<String> OTHER_CRS =
            List.of("EPSG:3857", "EPSG:4490", "EPSG:32645", "EPSG:32646", "EPSG:32647", "CRS:84");

    private final BigInteger maximumMegabytes;

    Descriptions(ServerProperties properties) {
        maximumMegabytes =
                BigInteger.valueOf(Math.max(1, properties.limits().requestSize().toMegabytes()));
    }

    ProcessDescriptions document(Collection<ProcessOffering> processes) {
        ProcessDescriptions document = new ProcessDescriptions();
        document.setLang(Language.current().code());
        processes.forEach(process -> document.getProcessDescription().add(describe(process)));
        return document;
    }

    private ProcessDescriptionType describe(ProcessOffering process) {
        ProcessDescriptionType description = new ProcessDescriptionType();
        Capabilities.fill(description, process);
        description.setStoreSupported(true);
        description.setStatusSupported(true);
        if (!process.inputs().isEmpty()) {
            ProcessDescriptionType.DataInputs inputs = new ProcessDescriptionType.DataInputs();
            process.inputs().values().forEach(input -> inputs.getInput().add(describeInput(process, input)));
            description.setDataInputs(inputs);
        }
        ProcessDescriptionType.ProcessOutputs outputs = new ProcessDescriptionType.ProcessOutputs();
        process.outputs().values().forEach(output -> outputs.getOutput().add(describeOutput(output)));
        description.setProcessOutputs(outputs);
        return description;
    }

    private InputDescriptionType describeInput(ProcessOffering process, Parameter<?> input) {
        InputDescriptionType description = new InputDescriptionType();
        description.setIdentifier(Capabilities.code(input.key));
        description.setTitle(Capabilities.text(ProcessOffering.text(input.title)));
        description.setAbstract(Capabilities.text(ProcessOffering.text(input.description)));
        description.setMinOccurs(BigInteger.valueOf(process.least(input)));
        description.setMaxOccurs(BigInteger.valueOf(process.most(input)));
        switch (ValueKind.ofInput(input.type)) {
            case LITERAL -> description.setLiteralData(literal(input));
            case BOUNDING_BOX -> description.setBoundingBoxData(boundingBox());
            case COMPLEX -> {
                SupportedComplexDataInputType complex = new SupportedComplexDataInputType();
                complex.setMaximumMegabytes(maximumMegabytes);
                fill(complex, ComplexFormats.ofInput(input.type));
                description.setComplexData(complex);
            }
        }
        return description;
    }

    private static OutputDescriptionType describeOutput(Parameter<?> output) {
        OutputDescriptionType description = new OutputDescriptionType();
        description.setIdentifier(Capabilities.code(output.key));
        description.setTitle(Capabilities.text(ProcessOffering.text(output.title)));
        description.setAbstract(Capabilities.text(ProcessOffering.text(output.description)));
        switch (ValueKind.ofOutput(output.type)) {
            case LITERAL -> {
                LiteralOutputType literal = new LiteralOutputType();
                literal.setDataType(dataType(output.type));
                description.setLiteralOutput(literal);
            }
            case BOUNDING_BOX -> description.setBoundingBoxOutput(boundingBox());
            case COMPLEX -> {
                SupportedComplexDataType complex = new SupportedComplexDataType();
                fill(complex, ComplexFormats.ofOutput(output.type));
                description.setComplexOutput(complex);
            }
        }
        return description;
    }

    private static LiteralInputType literal(Parameter<?> input) {
        LiteralInputType literal = new LiteralInputType();
        literal.setDataType(dataType(input.type));
        AllowedValues allowed = allowedValues(input);
        if (allowed == null) {
            literal.setAnyValue(new AnyValue());
        } else {
            literal.setAllowedValues(allowed);
        }
        if (input.sample != null) {
            literal.setDefaultValue(Literals.write(input.sample));
        }
        return literal;
    }

    private static AllowedValues allowedValues(Parameter<?> input) {
        AllowedValues allowed = new AllowedValues();
        if (input.type.isEnum()) {
            for (Object constant : input.type.getEnumConstants()) {
                allowed.getValueOrRange().add(value(constant));
            }
            return allowed;
        }
        Object min = input.metadata == null ? null : input.metadata.get(Parameter.MIN);
        Object max = input.metadata == null ? null : input.metadata.get(Parameter.MAX);
        if (min == null && max == null) {
            return null;
        }
        RangeType range = new RangeType();
        range.setMinimumValue(min == null ? null : value(min));
        range.setMaximumValue(max == null ? null : value(max));
        allowed.getValueOrRange().add(range);
        return allowed;
    }

    private static ValueType value(Object value) {
        ValueType type = new ValueType();
        boolean whole = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15;
        type.setValue(whole ? Long.toString(((Double) value).longValue()) : Literals.write(value));
        return type;
    }

    private static DomainMetadataType dataType(Class<?> type) {
        String name = Literals.dataType(type);
        DomainMetadataType dataType = new DomainMetadataType();
        dataType.setValue("xs:" + name);
        dataType.setReference("http://www.w3.org/TR/xmlschema-2/#" + name);
        return dataType;
    }

    private static SupportedCRSsType boundingBox() {
        SupportedCRSsType.Default fallback = new SupportedCRSsType.Default();
        fallback.setCRS(InputReader.DEFAULT_CRS);
        CRSsType supported = new CRSsType();
        supported.getCRS().add(InputReader.DEFAULT_CRS);
        supported.getCRS().addAll(OTHER_CRS);
        SupportedCRSsType box = new SupportedCRSsType();
        box.setDefault(fallback);
        box.setSupported(supported);
        return box;
    }

    private static void fill(SupportedComplexDataType complex, List<ComplexFormat> formats) {
        ComplexDataCombinationType fallback = new ComplexDataCombinationType();
        fallback.setFormat(format(formats.get(0)));
        complex.setDefault(fallback);
        ComplexDataCombinationsType supported = new ComplexDataCombinationsType();
        formats.forEach(format -> supported.getFormat().add(format(format)));
        complex.setSupported(supported);
    }

    private static ComplexDataDescriptionType format(ComplexFormat format) {
        ComplexDataDescriptionType description = new ComplexDataDescriptionType();
        description.setMimeType(format.mimeType());
        description.setEncoding(format.binary() ? "base64" : null);
        return description;
    }
}
