package io.limn.http;

import jakarta.inject.Singleton;

/** The path below which a proxy offers this service and which it strips from calls ({@code limn.http.public-path}): links begin with it. */
@Singleton
public final class PublicPath {
    private final String path;

    PublicPath(HttpConfig config) {
        path = HttpConfigCheck.checked(config).publicPath().orElse("");
    }

    /** @param path of this service, such as {@code /v1/jobs} */
    public String of(String path) {
        return this.path + path;
    }
}
