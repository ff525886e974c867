package org.edubalance.server.ows;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Places that clients take at a time, of which one client alone gets a share, three quarters if nothing else is said: the
 * rest is for others.
 */
public final class Places {

    private static final Pattern NUMBERS = Pattern.compile("[0-9a-fA-F:.]+(%.*)?");

    private final int all;
    private final int share;
    private final Map<String, Integer> byClient = new HashMap<>();
    private int taken;

    public Places(int all) {
        this(all, Math.max(1, all - all / 4));
    }

    /** @param share how many of them one client can take */
    public Places(int all, int share) {
        this.all = all;
        this.share = share;
    }

    /** How many of the places one client can take. */
    public int share() {
        return share;
    }

    /** What came of asking for a place. */
    public enum Answer {
        TAKEN,
        /** All are taken. */
        FULL,
        /** The client has its share. */
        SHARE_TAKEN
    }

    /** What would come of asking for a place. */
    synchronized Answer answer(String client) {
        if (of(client) >= share) {
            return Answer.SHARE_TAKEN;
        }
        return taken >= all ? Answer.FULL : Answer.TAKEN;
    }

    /** How many places a client has. */
    synchronized int of(String client) {
        return byClient.getOrDefault(client, 0);
    }

    /** Takes a place, if there is one. */
    public synchronized Answer take(String client) {
        Answer answer = answer(client);
        if (answer == Answer.TAKEN) {
            byClient.merge(client, 1, Integer::sum);
            taken++;
        }
        return answer;
    }

    /** Leaves a place that {@link #take} gave. */
    public synchronized void leave(String client) {
        taken--;
        byClient.computeIfPresent(client, (key, own) -> own > 1 ? own - 1 : null);
    }

    /** Who is behind an address. A single client has all addresses of a network of IPv6 that start with the same 64 bits. */
    public static String client(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                : address.getHostAddress();
    }

    /** Who is behind an address that is written as numbers; whatever else it is stands for itself. */
    public static String client(String address) {
        try {
            return NUMBERS.matcher(address).matches() ? client(InetAddress.getByName(address)) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
