package io.limn.job;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.limn.http.Whole;
import io.limn.output.RenderOptions;
import io.limn.request.Catalogue;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.MemorySink;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The path as the running service has it: its parts found by injection, seen through health and metrics. */
@QuarkusTest
@TestProfile(Whole.class)
class ServiceTest {
    @Inject
    FrameService queue;

    @Inject
    Catalogue catalogue;

    @Test
    void aFileThatIsNotAFrameIsRejectedAndCounted() {
        FrameRequest request = new FrameRequest(
                new Source.Inline("a.jpg", new byte[] {1, 2, 3}),
                EnumSet.copyOf(catalogue.defaultOutputs()),
                RenderOptions.DEFAULT);
        Outcome outcome = queue.submit(request, new MemorySink(), Progress.NONE, Admission.REFUSE)
                .await()
                .atMost(Parts.SOON);
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("limn_frames_total{outcome=\"rejected\"}"))
                .body(containsString("limn_stage_seconds_count{stage=\"fetch\"}"))
                .body(containsString("limn_queue_depth"))
                .body(containsString("limn_frames_in_flight"));
    }

    @Test
    void everyMetricSaysWhatItCounts() {
        String metrics = get("/q/metrics").then().statusCode(200).extract().asString();
        List<String> help =
                metrics.lines().filter(line -> line.startsWith("# HELP ")).toList();
        assertThat(help).hasSizeGreaterThan(20);
        assertThat(help)
                .filteredOn(line -> !line.matches("# HELP \\S+ .*\\S.*"))
                .isEmpty();
    }

    @Test
    void livenessAndReadinessAreSeparate() {
        get("/q/health/live").then().statusCode(200).body("checks.name", hasItem("workers"));
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("ready to parse frames"));
    }

    @Test
    void thePalettesColourTheLabelsOfTheModel() {
        assertThat(catalogue.palettes()).contains("model", "voc");
        assertThat(catalogue.layers("model")).isEqualTo(catalogue.layers());
        assertThat(catalogue.layers("voc").get(0).labels().get(1).rgb()).isEqualTo(0x800000);
    }
}
