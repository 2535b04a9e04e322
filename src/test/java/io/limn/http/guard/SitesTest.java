package io.limn.http.guard;

import static io.restassured.RestAssured.given;

import io.limn.http.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** A service without a key is for who runs it, and not for the web pages that they read. */
@QuarkusTest
@TestProfile(Scripted.class)
class SitesTest {
    private static void answers(RequestSpecification call, String path, int status) {
        call.get(path).then().statusCode(status);
    }

    @Test
    void aCallWithAForeignHostNameIsRefused() {
        for (String host : new String[] {"evil.example", "evil.example:8080", "localhost.evil.example", "x127.0.0.1"}) {
            for (String path : new String[] {"/v1/labels", "/q/metrics", "/v2/models/limn"}) {
                answers(given().header("Host", host), path, 421);
            }
            given().header("Host", host)
                    .contentType("text/plain")
                    .body("{\"Records\":[]}")
                    .post("/v1/events")
                    .then()
                    .statusCode(421);
            answers(given().header("Host", host), "/q/health/live", 200);
        }
        given().header("Host", "evil.example")
                .get("/v1/labels")
                .then()
                .body("type", Matchers.equalTo("urn:limn:problem:host-refused"));
    }

    @Test
    void ourOwnNamesAndAddressesInFiguresAreTaken() {
        for (String host : new String[] {
            "localhost",
            "localhost:8080",
            "127.0.0.1:8080",
            "192.0.2.7",
            "[::1]:8080",
            "limn.studio.example:443",
            "masks:8080"
        }) {
            answers(given().header("Host", host), "/v1/labels", 200);
        }
        answers(given().header("Host", "masks:9090"), "/v1/labels", 421);
    }

    @Test
    void aPageOfAnotherSiteIsRefusedUnlessCorsAllowsIt() {
        answers(given().header("Sec-Fetch-Site", "cross-site"), "/v1/labels", 403);
        answers(given().header("Sec-Fetch-Site", "same-site"), "/v1/labels", 403);
        answers(given().header("Sec-Fetch-Site", "same-origin"), "/v1/labels", 200);
        answers(given().header("Sec-Fetch-Site", "none"), "/v1/labels", 200);
        answers(given().header("Sec-Fetch-Site", "cross-site"), "/", 200);
        given().header("Origin", "https://plates.example")
                .header("Sec-Fetch-Site", "cross-site")
                .get("/v1/labels")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://plates.example");
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost.evil.example"}) {
            given().header("Origin", origin)
                    .multiPart("image", "a.jpg", new byte[3])
                    .post("/v1/jobs")
                    .then()
                    .statusCode(403);
            given().header("Origin", origin)
                    .contentType("text/plain")
                    .body("{\"Records\":[]}")
                    .post("/v1/events")
                    .then()
                    .statusCode(403);
        }
        given().header("Host", "localhost:9999")
                .header("Origin", "http://localhost:9999")
                .get("/v1/labels")
                .then()
                .statusCode(200);
    }
}
