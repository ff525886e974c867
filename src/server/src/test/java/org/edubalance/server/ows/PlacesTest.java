package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.ows.Places.Answer.FULL;
import static org.edubalance.server.ows.Places.Answer.SHARE_TAKEN;
import static org.edubalance.server.ows.Places.Answer.TAKEN;

import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void leavesAQuarterToOthers() {
        Places places = new Places(8);
        assertThat(places.share()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            assertThat(places.take("a")).isEqualTo(TAKEN);
        }
        assertThat(places.take("a")).isEqualTo(SHARE_TAKEN);
        assertThat(places.take("b")).isEqualTo(TAKEN);
        assertThat(places.take("c")).isEqualTo(TAKEN);
        assertThat(places.take("c")).isEqualTo(FULL);
        assertThat(places.take("a")).isEqualTo(SHARE_TAKEN);
        places.leave("a");
        assertThat(places.take("c")).isEqualTo(TAKEN);
        assertThat(places.take("a")).isEqualTo(FULL);
    }

    @Test
    void hasAPlaceForOneEvenWhereThereIsOneOnly() {
        Places places = new Places(1);
        assertThat(places.take("a")).isEqualTo(TAKEN);
        assertThat(places.take("b")).isEqualTo(FULL);
        places.leave("a");
        assertThat(places.take("b")).isEqualTo(TAKEN);
    }

    @Test
    void takesTheAddressesOfANetworkOfIpv6ForOneClient() {
        assertThat(Places.client("2001:db8:1:2:aaaa::1")).isEqualTo(Places.client("2001:db8:1:2:ffff:1:2:3"));
        assertThat(Places.client("2001:db8:1:3::1")).isNotEqualTo(Places.client("2001:db8:1:2::1"));
        assertThat(Places.client("192.0.2.1")).isNotEqualTo(Places.client("192.0.2.2"));
        assertThat(Places.client("::ffff:192.0.2.1")).isEqualTo(Places.client("192.0.2.1"));
        assertThat(Places.client("unknown")).isEqualTo("unknown");
    }
}
