package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Calls of the jobs' interface that many tests make. */
final class JobCalls {
    /** Nothing decodes it: the scripted queue takes any bytes. */
    static final byte[] PICTURE = {1, 2, 3};

    private JobCalls() {}

    /** Sends a job of {@link #PICTURE} under each of the names. */
    static ValidatableResponse send(String... names) {
        var call = given();
        for (String name : names) {
            call.multiPart("image", name, PICTURE);
        }
        return call.post("/v1/jobs").then();
    }

    /** @return the address of a job that was accepted */
    static String open(String... names) {
        return send(names).statusCode(202).extract().path("links.self");
    }

    /** The job once it has ended. */
    static Response finished(URI root, String self) {
        try (EventLines events = EventLines.open(root.resolve(self + "/events"))) {
            events.next("done");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return given().get(self);
    }

    static ValidatableResponse problem(ValidatableResponse response, int status, String type) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:limn:problem:" + type));
    }
}
