package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-3, 0, 3", "bytes=5-, 5, 9", "bytes=-3, 7, 9", "bytes=-99, 0, 9", "bytes=8-99, 8, 9"})
    void oneRangeIsRead(String header, long first, long last) {
        assertThat(ByteRange.of(header, 10)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,4-5", "pages=1-2", "bytes=-", "bytes=5-2", "nonsense"})
    void anythingButASingleRangeGetsTheWholeFile(String header) {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @Test
    void aRangePastTheEndIsUnsatisfiable() {
        assertThat(ByteRange.of("bytes=10-", 10)).isEqualTo(Optional.of(ByteRange.NONE));
        assertThat(ByteRange.NONE.content(10)).isEqualTo("bytes */10");
    }
}
