package io.limn.http;

import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.specification.RequestSpecification;

/**
 * Calls with bodies of megabytes, or nested thousands of levels deep. REST Assured formats each body as text while it sends it, to print it
 * should the test fail; for such a body that takes seconds, so these calls are not printed.
 */
public final class LargeCalls {
    private LargeCalls() {}

    public static RequestSpecification givenLarge() {
        return RestAssured.given().config(RestAssured.config().logConfig(new LogConfig()));
    }
}
