package io.limn.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.problem.StrictJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** JSON bodies of calls are read strictly; a member that the address doesn't know is an error, as an unknown parameter is. */
@Singleton
public class StrictBodies implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        StrictJson.of(mapper).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** After Quarkus' own, which ignores unknown members. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
