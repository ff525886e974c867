package org.edubalance.server.wps;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.opengis.ows.v_1_1_0.CodeType;
import net.opengis.ows.v_1_1_0.DCP;
import net.opengis.ows.v_1_1_0.HTTP;
import net.opengis.ows.v_1_1_0.LanguageStringType;
import net.opengis.ows.v_1_1_0.ObjectFactory;
import net.opengis.ows.v_1_1_0.OnlineResourceType;
import net.opengis.ows.v_1_1_0.Operation;
import net.opengis.ows.v_1_1_0.OperationsMetadata;
import net.opengis.ows.v_1_1_0.RequestMethodType;
import net.opengis.ows.v_1_1_0.ResponsiblePartySubsetType;
import net.opengis.ows.v_1_1_0.ServiceIdentification;
import net.opengis.ows.v_1_1_0.ServiceProvider;
import net.opengis.wps.v_1_0_0.Languages;
import net.opengis.wps.v_1_0_0.LanguagesType;
import net.opengis.wps.v_1_0_0.ProcessBriefType;
import net.opengis.wps.v_1_0_0.ProcessOfferings;
import net.opengis.wps.v_1_0_0.WPSCapabilitiesType;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.server.execution.ProcessCatalog;
import org.edubalance.server.execution.ProcessOffering;
import org.springframework.stereotype.Component;

/** What the service says of itself, in the {@link Language#current} language. */
@Component
class Capabilities {

    private static final ObjectFactory OWS = new ObjectFactory();

    /** Documents that are kept: a client can ask under names of the server without end. */
    private static final int MOST_KEPT = 16;

    private final ProcessCatalog processes;
    private final WpsXml xml;

    /** What a document depends on. */
    private record Asked(Language language, String baseUrl) {}

    private final Map<Asked, byte[]> written = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, byte[]> eldest) {
            return size() > MOST_KEPT;
        }
    });

    Capabilities(ProcessCatalog processes, WpsXml xml) {
        this.processes = processes;
        this.xml = xml;
    }

    /** The document, which is written once: processes stay the same for as long as the server runs. */
    byte[] written(String baseUrl) {
        return written.computeIfAbsent(
                new Asked(Language.current(), baseUrl),
                asked -> xml.write(
                        new net.opengis.wps.v_1_0_0.ObjectFactory().createCapabilities(document(asked.baseUrl())),
                        "wpsGetCapabilities_response.xsd"));
    }

    private WPSCapabilitiesType document(String baseUrl) {
        WPSCapabilitiesType document = new WPSCapabilitiesType();
        document.setVersion("1.0.0");
        document.setLang(Language.current().code());
        document.setServiceIdentification(identification());
        document.setServiceProvider(provider(baseUrl));
        OperationsMetadata operations = new OperationsMetadata();
        for (String name : List.of("GetCapabilities", "DescribeProcess", "Execute")) {
            operations.getOperation().add(operation(name, baseUrl));
        }
        document.setOperationsMetadata(operations);
        ProcessOfferings offerings = new ProcessOfferings();
        processes.all().forEach(process -> offerings.getProcess().add(brief(process)));
        document.setProcessOfferings(offerings);
        document.setLanguages(languages());
        return document;
    }

    /** A process as capabilities and responses name it. */
    static ProcessBriefType brief(ProcessOffering process) {
        ProcessBriefType brief = new ProcessBriefType();
        fill(brief, process);
        return brief;
    }

    static void fill(ProcessBriefType brief, ProcessOffering process) {
        brief.setIdentifier(code(process.identifier()));
        brief.setTitle(text(process.title()));
        brief.setAbstract(text(process.description()));
        brief.setProcessVersion(process.version());
    }

    static CodeType code(String value) {
        CodeType code = new CodeType();
        code.setValue(value);
        return code;
    }

    static LanguageStringType text(String value) {
        LanguageStringType text = new LanguageStringType();
        text.setValue(value);
        return text;
    }

    private static ServiceIdentification identification() {
        ServiceIdentification identification = new ServiceIdentification();
        identification.getTitle().add(text(said("wps.title")));
        identification.getAbstract().add(text(said("wps.abstract")));
        identification.setServiceType(code("WPS"));
        identification.getServiceTypeVersion().add("1.0.0");
        identification.setFees("NONE");
        identification.getAccessConstraints().add("NONE");
        return identification;
    }

    private static String said(String key) {
        return Message.of(key).in(Language.current());
    }

    private static ServiceProvider provider(String baseUrl) {
        OnlineResourceType site = new OnlineResourceType();
        site.setHref(baseUrl + "/");
        ServiceProvider provider = new ServiceProvider();
        provider.setProviderName("gs-edubalance");
        provider.setProviderSite(site);
        provider.setServiceContact(new ResponsiblePartySubsetType());
        return provider;
    }

    private static Operation operation(String name, String baseUrl) {
        RequestMethodType method = new RequestMethodType();
        method.setHref(baseUrl + "/ows");
        HTTP http = new HTTP();
        http.getGetOrPost().add(OWS.createHTTPGet(method));
        http.getGetOrPost().add(OWS.createHTTPPost(method));
        DCP dcp = new DCP();
        dcp.setHTTP(http);
        Operation operation = new Operation();
        operation.setName(name);
        operation.getDCP().add(dcp);
        return operation;
    }

    private static Languages languages() {
        Languages.Default fallback = new Languages.Default();
        fallback.setLanguage(Language.of(Locale.getDefault()).code());
        LanguagesType supported = new LanguagesType();
        for (Language language : Language.values()) {
            supported.getLanguage().add(language.code());
        }
        Languages languages = new Languages();
        languages.setDefault(fallback);
        languages.setSupported(supported);
        return languages;
    }
}
