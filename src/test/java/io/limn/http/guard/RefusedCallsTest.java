package io.limn.http.guard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Guarded.class)
class RefusedCallsTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("io.limn.calls").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("io.limn.calls").removeHandler(handler);
    }

    @Test
    void aCallThatIsRefusedHasALineWithItsIdAndNothingSecret() {
        given().header("X-API-Key", Guarded.STRICT_KEY)
                .header("X-Request-Id", "shot-7.frame_12")
                .body("x".repeat(2000))
                .post("/v1/jobs?name=secret.png")
                .then()
                .statusCode(413)
                .header("X-Request-Id", equalTo("shot-7.frame_12"));
        assertThat(lines)
                .filteredOn(line -> line.contains("shot-7.frame_12"))
                .containsExactly("refused POST /v1/jobs with 413, key strict from 127.0.0.1, request shot-7.frame_12:"
                        + " The body is larger than the 1024 bytes that this key may send.");
    }

    @Test
    void anUnsafeRequestIdIsReplaced() {
        given().header("X-Request-Id", "a b\u00e9")
                .get("/q/health/live")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{8}"));
    }
}
