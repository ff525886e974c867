package org.edubalance.server.wms;

import com.sun.xml.bind.marshaller.NamespacePrefixMapper;
import java.awt.Dimension;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.JAXBException;
import javax.xml.bind.Marshaller;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import net.opengis.wms.v_1_3_0.Attribution;
import net.opengis.wms.v_1_3_0.BoundingBox;
import net.opengis.wms.v_1_3_0.Capability;
import net.opengis.wms.v_1_3_0.ContactInformation;
import net.opengis.wms.v_1_3_0.ContactPersonPrimary;
import net.opengis.wms.v_1_3_0.DCPType;
import net.opengis.wms.v_1_3_0.EXGeographicBoundingBox;
import net.opengis.wms.v_1_3_0.Exception;
import net.opengis.wms.v_1_3_0.Get;
import net.opengis.wms.v_1_3_0.HTTP;
import net.opengis.wms.v_1_3_0.Keyword;
import net.opengis.wms.v_1_3_0.KeywordList;
import net.opengis.wms.v_1_3_0.LegendURL;
import net.opengis.wms.v_1_3_0.MetadataURL;
import net.opengis.wms.v_1_3_0.ObjectFactory;
import net.opengis.wms.v_1_3_0.OnlineResource;
import net.opengis.wms.v_1_3_0.OperationType;
import net.opengis.wms.v_1_3_0.Request;
import net.opengis.wms.v_1_3_0.Service;
import net.opengis.wms.v_1_3_0.Style;
import net.opengis.wms.v_1_3_0.WMSCapabilities;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.layers.NamedStyle;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.Prefixes;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The capabilities document of WMS 1.3.0. */
final class Capabilities130 {

    private static final JAXBContext CONTEXT;

    static {
        try {
            CONTEXT = JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Capabilities capabilities;
    private final String baseUrl;

    Capabilities130(Capabilities capabilities, String baseUrl) {
        this.capabilities = capabilities;
        this.baseUrl = baseUrl;
    }

    OwsResponse answer() {
        WMSCapabilities document = new WMSCapabilities();
        document.setService(service());
        document.setCapability(capability());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Marshaller marshaller = CONTEXT.createMarshaller();
            marshaller.setProperty(
                    Marshaller.JAXB_SCHEMA_LOCATION,
                    "http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd");
            marshaller.setProperty(Prefixes.PROPERTY, new WmsAsDefaultNamespace());
            Document tree = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
            marshaller.marshal(document, tree);
            spellQueryableAsDigit(tree);
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(tree), new StreamResult(out));
        } catch (JAXBException | ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException(e);
        }
        return OwsResponse.of("text/xml;charset=UTF-8", out.toByteArray());
    }

    /** The bindings write {@code true}; clients such as OWSLib read 0 and 1 only, as the standard's text has it. */
    private static void spellQueryableAsDigit(Document tree) {
        NodeList layers = tree.getElementsByTagNameNS("http://www.opengis.net/wms", "Layer");
        for (int i = 0; i < layers.getLength(); i++) {
            Element layer = (Element) layers.item(i);
            if (layer.hasAttribute("queryable")) {
                layer.setAttribute("queryable", "1");
            }
        }
    }

    private Service service() {
        WmsProperties settings = capabilities.settings();
        Service service = new Service()
                .withName("WMS")
                .withTitle(Capabilities.title())
                .withAbstract(Capabilities.description())
                .withKeywordList(keywords(Capabilities.keywords()))
                .withOnlineResource(online(baseUrl + "/"))
                .withFees(settings.fees())
                .withAccessConstraints(settings.accessConstraints())
                .withMaxWidth(BigInteger.valueOf(capabilities.maxSide()))
                .withMaxHeight(BigInteger.valueOf(capabilities.maxSide()));
        if (settings.hasContact()) {
            service.setContactInformation(new ContactInformation()
                    .withContactPersonPrimary(new ContactPersonPrimary()
                            .withContactPerson(Objects.toString(settings.contactPerson(), ""))
                            .withContactOrganization(Objects.toString(settings.contactOrganization(), "")))
                    .withContactElectronicMailAddress(settings.contactEmail()));
        }
        return service;
    }

    private static KeywordList keywords(Collection<String> words) {
        return new KeywordList()
                .withKeyword(words.stream()
                        .map(word -> new Keyword().withValue(word))
                        .toList());
    }

    private Capability capability() {
        Request request = new Request();
        request.setGetCapabilities(operation(List.of("text/xml")));
        request.setGetMap(operation(ImageFormat.mimeTypes()));
        request.setGetFeatureInfo(operation(InfoFormat.mimeTypes()));
        Exception exception = new Exception();
        exception.getFormat().addAll(Capabilities.EXCEPTIONS_1_3_0);
        Capability capability = new Capability();
        capability.setRequest(request);
        capability.setException(exception);
        capability.setLayer(root());
        return capability;
    }

    private net.opengis.wms.v_1_3_0.Layer root() {
        ReferencedEnvelope bounds = capabilities.geographicBounds();
        net.opengis.wms.v_1_3_0.Layer root = new net.opengis.wms.v_1_3_0.Layer();
        root.setTitle(Capabilities.title());
        root.getCRS().addAll(MapCrs.codes());
        root.setEXGeographicBoundingBox(geographic(bounds));
        if (capabilities.attribution() != null) {
            Attribution attribution = new Attribution();
            attribution.setTitle(capabilities.attribution());
            root.setAttribution(attribution);
        }
        for (Layer layer : capabilities.layers()) {
            root.getLayer().add(layer(layer));
        }
        return root;
    }

    private static EXGeographicBoundingBox geographic(ReferencedEnvelope box) {
        return new EXGeographicBoundingBox()
                .withWestBoundLongitude(box.getMinX())
                .withEastBoundLongitude(box.getMaxX())
                .withSouthBoundLatitude(box.getMinY())
                .withNorthBoundLatitude(box.getMaxY());
    }

    private net.opengis.wms.v_1_3_0.Layer layer(Layer layer) {
        net.opengis.wms.v_1_3_0.Layer element = new net.opengis.wms.v_1_3_0.Layer();
        element.setQueryable(true);
        element.setName(layer.name());
        element.setTitle(layer.title());
        element.setAbstract(Capabilities.description(layer));
        element.setKeywordList(keywords(Capabilities.keywords(layer)));
        element.setEXGeographicBoundingBox(geographic(Capabilities.geographicBounds(layer)));
        for (Capabilities.Bounds bounds : Capabilities.bounds(layer.geographicBounds(), WmsVersion.V1_3_0)) {
            BoundingBox box = new BoundingBox();
            box.setCRS(bounds.crs());
            box.setMinx(bounds.min1());
            box.setMiny(bounds.min2());
            box.setMaxx(bounds.max1());
            box.setMaxy(bounds.max2());
            element.getBoundingBox().add(box);
        }
        capabilities.settings().metadataUrl(layer.name()).ifPresent(url -> element.getMetadataURL()
                .add(new MetadataURL()
                        .withType("ISO19115:2003")
                        .withFormat(capabilities.settings().metadataFormat())
                        .withOnlineResource(online(url))));
        for (NamedStyle style : capabilities.styles(layer)) {
            element.getStyle().add(style(layer, style));
        }
        return element;
    }

    private Style style(Layer layer, NamedStyle style) {
        Dimension size = Legends.size(style.style());
        LegendURL legend = new LegendURL();
        legend.setFormat(ImageFormat.PNG.mimeType());
        legend.setWidth(BigInteger.valueOf(size.width));
        legend.setHeight(BigInteger.valueOf(size.height));
        legend.setOnlineResource(online(Capabilities.legendUrl(baseUrl, layer, style, WmsVersion.V1_3_0)));
        Style element = new Style();
        element.setName(style.name());
        element.setTitle(style.title());
        element.setAbstract(style.description());
        element.getLegendURL().add(legend);
        return element;
    }

    private OperationType operation(List<String> formats) {
        Get get = new Get();
        get.setOnlineResource(online(baseUrl + "/wms?"));
        HTTP http = new HTTP();
        http.setGet(get);
        DCPType dcp = new DCPType();
        dcp.setHTTP(http);
        OperationType operation = new OperationType();
        operation.getFormat().addAll(formats);
        operation.getDCPType().add(dcp);
        return operation;
    }

    private static OnlineResource online(String address) {
        OnlineResource resource = new OnlineResource();
        resource.setHref(address);
        return resource;
    }

    /** As every example of the standard has it, and as clients that match on plain names need it. */
    private static final class WmsAsDefaultNamespace extends NamespacePrefixMapper {
        @Override
        public String getPreferredPrefix(String namespace, String suggestion, boolean required) {
            return namespace.equals("http://www.opengis.net/wms")
                    ? ""
                    : new Prefixes().getPreferredPrefix(namespace, suggestion, required);
        }
    }
}
