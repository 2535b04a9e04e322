package io.limn.http.connection;

import java.util.HashMap;
import java.util.Map;

/** Counts connections, in total and per address. */
final class OpenConnections {
    private final int most;
    private final int mostOfAddress;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int all;

    /** @param mostOfAddress 0 for no limit */
    OpenConnections(int most, int mostOfAddress) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
    }

    /** @return whether one more may be opened; if so, {@link #close} must be called when it ends */
    synchronized boolean open(String address) {
        int own = byAddress.getOrDefault(address, 0);
        if (all >= most || mostOfAddress > 0 && own >= mostOfAddress) {
            return false;
        }
        all++;
        byAddress.put(address, own + 1);
        return true;
    }

    synchronized void close(String address) {
        all--;
        byAddress.computeIfPresent(address, (same, own) -> own == 1 ? null : Integer.valueOf(own - 1));
    }
}
