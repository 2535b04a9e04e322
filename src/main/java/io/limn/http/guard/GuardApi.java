package io.limn.http.guard;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds the security schemes and their errors to the OpenAPI document. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class GuardApi implements OASFilter {
    static final String BEARER = "bearer";
    static final String HEADER = "apiKey";
    private static final String OPEN = "/v2/health/";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key, if any is configured, or a token of the OpenID provider"))
                .addSecurityScheme(
                        HEADER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key")
                                .description("An API key, if any is configured"));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> guarded(path, operation)));
    }

    private static void guarded(String path, Operation operation) {
        if (path.startsWith(OPEN)) {
            return;
        }
        // the empty one: a service without keys needs no authentication
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER));
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(HEADER));
        APIResponse wanted = OASFactory.createAPIResponse().description("The API key is missing or wrong");
        boolean inference = path.equals("/v2") || path.startsWith("/v2/");
        wanted.setContent(OASFactory.createContent()
                .addMediaType(
                        inference ? "application/json" : "application/problem+json", inference ? error() : problem()));
        operation.getResponses().addAPIResponse("401", wanted);
    }

    private static MediaType error() {
        return OASFactory.createMediaType()
                .example(Map.of("error", Refusals.keyWanted().detail()));
    }

    private static MediaType problem() {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", Refusals.keyWanted().type());
        example.put("title", Refusals.keyWanted().title());
        example.put("status", Refusals.keyWanted().status());
        example.put("detail", Refusals.keyWanted().detail());
        return OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("Problem"))
                .example(example);
    }
}
