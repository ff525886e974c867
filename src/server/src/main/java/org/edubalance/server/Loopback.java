package org.edubalance.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether a server can be reached from its own machine alone. */
public final class Loopback {

    private Loopback() {}

    /** True for an address on loopback; false for none, which means all of the machine. */
    public static boolean isAddress(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
