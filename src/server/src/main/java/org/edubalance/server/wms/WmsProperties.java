package org.edubalance.server.wms;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.util.UriUtils;

/**
 * Whom the capabilities name, as {@code edubalance.wms.*} properties; nothing is named by default.
 *
 * @param contactPerson a person, for example {@code edubalance.wms.contact-person=Dolma}
 * @param contactOrganization an organization
 * @param contactEmail an address
 * @param fees what using the maps costs
 * @param accessConstraints what they may be used for
 * @param metadataUrl where the metadata of a layer are, by ISO 19115, {@code {layer}} standing for its name, for example
 *     {@code https://catalogue.example.org/{layer}.xml}
 * @param metadataFormat the media type of what is there
 */
@ConfigurationProperties("edubalance.wms")
record WmsProperties(
        String contactPerson,
        String contactOrganization,
        String contactEmail,
        String fees,
        String accessConstraints,
        String metadataUrl,
        @DefaultValue("text/xml") String metadataFormat) {

    boolean hasContact() {
        return contactPerson != null || contactOrganization != null || contactEmail != null;
    }

    /** Where the metadata of a layer are, if anywhere. */
    Optional<String> metadataUrl(String layer) {
        return Optional.ofNullable(metadataUrl)
                .map(url -> url.replace("{layer}", UriUtils.encodePathSegment(layer, StandardCharsets.UTF_8)));
    }
}
