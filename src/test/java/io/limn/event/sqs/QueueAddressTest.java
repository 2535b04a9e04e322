package io.limn.event.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.event.SqsConfig;
import io.limn.store.StoreConfigs;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class QueueAddressTest {
    private static SqsConfig of(String... properties) {
        return StoreConfigs.mapping(SqsConfig.class, "limn.event.sqs", properties);
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-central-1.amazonaws.com/123456789012/frames, eu-central-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/frames, cn-north-1",
        "https://sqs-fips.us-gov-west-1.amazonaws.com/123456789012/frames, us-gov-west-1",
        "http://localhost:9324/000000000000/frames,",
        "https://sqs.eu-central-1.amazonaws.com.example.org/frames,"
    })
    void aQueueOfAwsNamesItsRegion(URI url, String region) {
        assertThat(QueueAddress.region(url).orElse(null)).isEqualTo(region);
    }

    @Test
    void aQueueIsCalledWhereItsUrlPointsUnlessConfiguredOtherwise() {
        String url = "http://localhost:9324/000000000000/frames";
        assertThat(QueueAddress.endpoint(of("url", url))).contains(URI.create("http://localhost:9324"));
        assertThat(QueueAddress.endpoint(of("url", url, "endpoint", "http://queue:9324")))
                .contains(URI.create("http://queue:9324"));
        assertThat(QueueAddress.endpoint(of("url", "https://sqs.eu-central-1.amazonaws.com/1/q")))
                .isEmpty();
    }

    @Test
    void thePauseBetweenTriesDoublesUpToAQuarterOfAnHour() {
        Duration first = Duration.ofSeconds(10);
        assertThat(received(1).backOff(first)).isEqualTo(first);
        assertThat(received(3).backOff(first)).isEqualTo(Duration.ofSeconds(40));
        assertThat(received(50).backOff(first)).isEqualTo(Duration.ofMinutes(15));
        assertThat(received(1).redelivered()).isFalse();
        assertThat(received(2).redelivered()).isTrue();
    }

    private static Delivery received(int times) {
        return Delivery.of(Message.builder()
                .attributes(Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, String.valueOf(times)))
                .build());
    }
}
