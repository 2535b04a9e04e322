package io.limn.http.guard;

import java.util.HashMap;
import java.util.Map;

/** Counts each caller's calls that are not answered yet. */
final class OpenCalls {
    private final int most;
    private final Map<String, Integer> byCaller = new HashMap<>();

    /** @param most of one caller; 0 for no limit */
    OpenCalls(int most) {
        this.most = most;
    }

    /** @return whether the caller may have one more; if so, {@link #end} must be called when it ends */
    synchronized boolean begin(String caller) {
        int open = byCaller.getOrDefault(caller, 0);
        if (most > 0 && open >= most) {
            return false;
        }
        byCaller.put(caller, open + 1);
        return true;
    }

    synchronized void end(String caller) {
        byCaller.computeIfPresent(caller, (same, open) -> open == 1 ? null : Integer.valueOf(open - 1));
    }
}
