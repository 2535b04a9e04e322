package io.limn.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.problem.StrictJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Makes JSON bodies of calls be read strictly; an unknown member is an error, like an unknown parameter. */
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
