package org.edubalance.server.ows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.JAXBException;
import javax.xml.bind.Marshaller;
import net.opengis.ows.v_1_1_0.ExceptionReport;
import net.opengis.ows.v_1_1_0.ExceptionType;
import net.opengis.ows.v_1_1_0.ObjectFactory;
import org.edubalance.messages.Language;

/** Exceptions as OWS 1.1.0 exception reports, in the {@link Language#current} language. */
public final class ExceptionReports {

    private static final String LOCATION =
            "http://www.opengis.net/ows/1.1 http://schemas.opengis.net/ows/1.1.0/owsExceptionReport.xsd";

    private static final JAXBContext CONTEXT;

    static {
        try {
            CONTEXT = JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ExceptionReports() {}

    /** The report as a document's root, also for use inside other documents. */
    public static ExceptionReport report(OwsException exception) {
        ExceptionType type = new ExceptionType();
        type.setExceptionCode(exception.code());
        type.setLocator(exception.locator());
        type.getExceptionText().add(exception.getMessage());
        ExceptionReport report = new ExceptionReport();
        report.setVersion("1.1.0");
        report.setLang(Language.current().code());
        report.getException().add(type);
        return report;
    }

    public static OwsResponse ows11(OwsException exception) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Marshaller marshaller = CONTEXT.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_SCHEMA_LOCATION, LOCATION);
            marshaller.setProperty(Prefixes.PROPERTY, new Prefixes());
            Writer text = new XmlOutput(out);
            marshaller.marshal(report(exception), text);
            text.flush();
        } catch (JAXBException | IOException e) {
            throw new IllegalStateException(e);
        }
        return OwsResponse.of(exception, "text/xml;charset=UTF-8", out.toByteArray());
    }
}
