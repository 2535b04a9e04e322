package io.limn.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.header.FrameRejectedException;
import io.limn.problem.FrameFailedException;
import io.limn.problem.Problem;
import io.limn.problem.QueueFullException;
import io.limn.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    @ParameterizedTest
    @CsvSource({
        "EMPTY, empty, 400",
        "NOT_AN_IMAGE, not-an-image, 415",
        "UNSUPPORTED, unsupported-image, 415",
        "DAMAGED, damaged-image, 422",
        "TOO_MANY_BYTES, too-many-bytes, 413",
        "TOO_MANY_PIXELS, too-many-pixels, 422",
        "TOO_COSTLY, too-costly, 422"
    })
    void aRejectedFrameIsAClientError(FrameRejectedException.Reason reason, String kind, int status) {
        Problem problem = Problems.of((Throwable) new FrameRejectedException(reason, "This frame is so."));
        assertThat(problem.type()).isEqualTo("urn:limn:problem:" + kind);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.detail()).isEqualTo("This frame is so.");
    }

    @ParameterizedTest
    @EnumSource(StoreException.Kind.class)
    void failuresWorthRetryingAre503(StoreException.Kind kind) {
        Problem problem = Problems.of(new StoreException(kind, "The store is so.", null));
        assertThat(problem.status() == 503).isEqualTo(kind.retryable());
        assertThat(problem.detail()).isEqualTo("The store is so.");
    }

    @Test
    void serverFailuresAreDistinguished() {
        assertThat(Problems.of(new QueueFullException(32, Duration.ofSeconds(3)))
                        .status())
                .isEqualTo(429);
        assertThat(Problems.of(new FrameFailedException("Late.", null)).status())
                .isEqualTo(503);
        Problem unknown = Problems.of(new IllegalStateException("password=secret"));
        assertThat(unknown.status()).isEqualTo(500);
        assertThat(unknown.detail()).doesNotContain("secret");
    }

    @Test
    void everyKindHasATitleOfItsOwn() {
        List<String> titles = new ArrayList<>();
        for (FrameRejectedException.Reason reason : FrameRejectedException.Reason.values()) {
            titles.add(Problems.of(new FrameRejectedException(reason, "x")).title());
        }
        assertThat(titles).doesNotHaveDuplicates().allSatisfy(title -> assertThat(title)
                .isNotBlank());
    }
}
