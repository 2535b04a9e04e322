package io.limn.http.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Where keys are used, what a caller makes is theirs: an address alone is no right to it. */
@QuarkusTest
@TestProfile(Guarded.class)
class OwnersTest {
    private static RequestSpecification alice() {
        return given().header("X-API-Key", Guarded.KEY);
    }

    private static RequestSpecification bob() {
        return given().header("X-API-Key", Guarded.STRICT_KEY);
    }

    @Test
    void aJobBelongsToTheKeyThatMadeIt() {
        String job = alice().contentType("image/jpeg")
                .body(new byte[3])
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        bob().get(job).then().statusCode(404).body("type", equalTo("urn:limn:problem:unknown-job"));
        bob().get(job + "/outputs/overlay").then().statusCode(404);
        bob().get(job + "/events").then().statusCode(404);
        bob().delete(job).then().statusCode(404);
        alice().get(job).then().statusCode(200);
        String id = job.substring(job.lastIndexOf('/') + 1);
        alice().get("/v1/jobs").then().body("jobs.id", hasItem(id));
        bob().get("/v1/jobs").then().statusCode(200).body("jobs.id", not(hasItem(id)));
        alice().delete(job).then().statusCode(204);
        alice().get(job).then().statusCode(404);
    }

    @Test
    void anUploadBelongsToTheKeyItWasPermittedFor() {
        String state = alice().contentType("application/json")
                .body("{\"name\":\"a.jpg\",\"contentType\":\"image/jpeg\",\"size\":3}")
                .post("/v1/uploads")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        bob().get(state).then().statusCode(404).body("type", equalTo("urn:limn:problem:unknown-upload"));
        alice().get(state).then().statusCode(200).body("state", equalTo("waiting"));
    }
}
