package io.limn.http.guard;

import java.util.ArrayList;
import java.util.List;

/** The paths that need no key: health, description, and the page with its sample pictures. */
final class OpenPaths {
    private static final List<String> ALONE = List.of("/", "/index.html");
    private static final List<String> WITH_ALL_BELOW =
            List.of("/static", "/samples", "/q/health", "/q/openapi", "/v2/health");

    private final List<String> trees = new ArrayList<>(WITH_ALL_BELOW);

    OpenPaths(GuardConfig config) {
        config.openPaths().ifPresent(trees::addAll);
        if (config.openMetrics()) {
            trees.add("/q/metrics");
        }
    }

    /** Whether pages of other sites may read it too: static files, which are the same everywhere, and liveness. */
    static boolean isPublic(String path) {
        return ALONE.contains(path)
                || WITH_ALL_BELOW.stream().anyMatch(tree -> path.equals(tree) || path.startsWith(tree + "/"));
    }

    /** @param path normalised: without dots, decoded where that changes nothing */
    boolean covers(String path) {
        return ALONE.contains(path)
                || trees.stream().anyMatch(tree -> path.equals(tree) || path.startsWith(tree + "/"));
    }
}
