package io.limn.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Says in the OpenAPI document below which path a proxy offers this service. The host is that which the document comes from. */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class PublicApi implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        ConfigProvider.getConfig()
                .getOptionalValue("limn.http.public-path", String.class)
                .ifPresent(path -> api.addServer(OASFactory.createServer().url(path)));
    }
}
