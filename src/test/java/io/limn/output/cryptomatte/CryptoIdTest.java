package io.limn.output.cryptomatte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of the Cryptomatte specification 1.2.0 and of its sample files; those of plain MurmurHash3 besides. */
class CryptoIdTest {
    @ParameterizedTest
    @CsvSource({"torus, 4053562365, -1.54943624832e+30", "равнина, 2518896926, -1.31926312124e-25"})
    void namesHashAndConvertAsTheSpecificationHasIt(String name, long hash, double value) {
        assertThat(MurmurHash3.hash32(name.getBytes(StandardCharsets.UTF_8)) & 0xFFFFFFFFL)
                .isEqualTo(hash);
        assertThat((double) CryptoId.of(name).value()).isCloseTo(value, within(Math.abs(value) * 1e-6));
    }

    @ParameterizedTest
    @CsvSource({"default, 42c9679f", "bunny, 13851a76"})
    void manifestsHoldTheIdsDigits(String name, String hex) {
        assertThat(CryptoId.of(name).hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "a, 3c2569b2", "ab, 9bbfd75f", "abc, b3dd93fa", "abcd, 43ed676a"})
    void everyLengthOfTheRemainderIsHashed(String text, String hash) {
        assertThat(MurmurHash3.hash32(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Integer.parseUnsignedInt(hash, 16));
    }

    @Test
    void noIdIsInfiniteNanOrSubnormal() {
        int flipped = 0;
        for (int i = 0; i < 100_000; i++) {
            String name = "object-" + i;
            float value = CryptoId.of(name).value();
            assertThat(Float.isFinite(value) && Math.abs(value) >= Float.MIN_NORMAL)
                    .as(name)
                    .isTrue();
            int hash = MurmurHash3.hash32(name.getBytes(StandardCharsets.UTF_8));
            flipped += hash == CryptoId.of(name).bits() ? 0 : 1;
        }
        assertThat(flipped).as("about 1 of 128").isBetween(600, 1000);
    }

    @Test
    void manifestsAreJsonWithNamesAsTheyAre() throws Exception {
        String json = CryptoManifest.of(List.of(CryptoId.of("bunny"), CryptoId.of("a\"b\\c"), CryptoId.of("равнина")));
        var read = new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
        assertThat(read.get("bunny").asText()).isEqualTo("13851a76");
        assertThat(read.fieldNames()).toIterable().containsExactly("bunny", "a\"b\\c", "равнина");
    }
}
