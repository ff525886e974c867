package org.edubalance.server.wms;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whom the capabilities name, as {@code edubalance.wms.*} properties; nothing is named by default.
 *
 * @param contactPerson a person, for example {@code edubalance.wms.contact-person=Dolma}
 * @param contactOrganization an organization
 * @param contactEmail an address
 * @param fees what using the maps costs
 * @param accessConstraints what they may be used for
 */
@ConfigurationProperties("edubalance.wms")
record WmsProperties(
        String contactPerson, String contactOrganization, String contactEmail, String fees, String accessConstraints) {

    boolean hasContact() {
        return contactPerson != null || contactOrganization != null || contactEmail != null;
    }
}
