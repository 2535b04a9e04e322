package io.limn.http.guard;

import static io.limn.http.LargeCalls.givenLarge;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told: by headers, and to pages of other origins. */
@QuarkusTest
@TestProfile(Guarded.class)
class BrowserRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/static/icon.svg", "/v1/labels", "/v1/nowhere", "/q/health/live", "/q/openapi"})
    void everyAnswerHasTheSecurityHeaders(String path) {
        ValidatableResponse answer =
                given().header("X-API-Key", Guarded.KEY).get(path).then();
        answer.header("X-Content-Type-Options", "nosniff");
        answer.header("Referrer-Policy", "no-referrer");
        answer.header("X-Frame-Options", "DENY");
        answer.header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        answer.header("Content-Security-Policy", containsString("default-src 'none'"));
        answer.header("Strict-Transport-Security", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/static/icon.svg", "/samples/portrait.jpg"})
    void aNewPageReachesBrowsersWithTheirNextRequest(String path) {
        String tag = given().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", tag);
        // The file's date is when this process first read it, and tells nothing.
        given().header("If-None-Match", "\"before\"")
                .header("If-Modified-Since", "Sat, 01 Jan 2050 00:00:00 GMT")
                .get(path)
                .then()
                .statusCode(200);
        given().get("/static/nothing.js").then().statusCode(404);
    }

    @Test
    void hashedAssetsAreCachedForAYear() {
        String page = given().get("/").asString();
        List<String> files = Pattern.compile("(?:src|href)=\"\\.?/?(static/bundle/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> "/" + found.group(1))
                .toList();
        assertThat(files).hasSize(2);
        assertThat(files).allMatch(file -> file.matches(".*-[A-Z0-9]{8}\\.(js|css)"));
        for (String file : files) {
            given().get(file).then().statusCode(200).header("Cache-Control", "public, immutable, max-age=31536000");
        }
    }

    @Test
    void refusalsHaveTheHeadersToo() {
        given().get("/v1/labels").then().statusCode(401).header("X-Content-Type-Options", "nosniff");
        givenLarge()
                .header("X-API-Key", Guarded.KEY)
                .contentType("image/jpeg")
                .body(new byte[3 << 20])
                .post("/v1/parse")
                .then()
                .statusCode(413)
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void hstsIsSentBehindTlsOnly() {
        given().header("X-Forwarded-Proto", "https")
                .get("/")
                .then()
                .header("Strict-Transport-Security", "max-age=31536000");
    }

    @Test
    void aPageOfAnAllowedOriginMayCallAndReadProblems() {
        given().header("Origin", "https://plates.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-api-key,content-type")
                .options("/v1/parse")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://plates.example")
                .header("Access-Control-Allow-Headers", containsString("x-api-key"));
        given().header("Origin", "https://plates.example")
                .get("/v1/labels")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", "https://plates.example")
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    }

    @Test
    void aPageOfAnotherOriginMayNot() {
        String allowed = given().header("Origin", "https://elsewhere.example")
                .header("X-API-Key", Guarded.KEY)
                .get("/v1/labels")
                .then()
                .statusCode(equalTo(403))
                .extract()
                .header("Access-Control-Allow-Origin");
        assertThat(allowed).isNull();
    }
}
