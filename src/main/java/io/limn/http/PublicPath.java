package io.limn.http;

import jakarta.inject.Singleton;

/** The path that a proxy offers this service below and takes away from calls ({@code limn.http.public-path}): links begin with it. */
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
