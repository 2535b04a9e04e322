package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.header.FrameRejectedException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file's header costs what its bytes cost: what it lists is counted before it is kept, and values that share their bytes aren't read twice. */
class HeaderBombsTest {
    private static final long MEGABYTE = 1 << 20;

    private final FrameReader reader = new FrameReader(new FrameLimits(64L << 20, 100_000_000));

    static Stream<Named<byte[]>> bombs() {
        return Map.of(
                        "HEIC of 3 million empty parts", Bombs.heicOfEmptyParts(50),
                        "HEIC of the whole file again and again", Bombs.heicOfTheWholeFile(4000, 200_000),
                        "HEIC of 65 million references", Bombs.heicOfReferences(1000),
                        "HEIC of a million items' properties", Bombs.heicOfProperties(1_000_000),
                        "JPEG of 200,000 tables", Bombs.jpegOfTables(200_000),
                        "TIFF of two million places of one strip", Bombs.tiffOfPlaces(2_000_000),
                        "TIFF of notes that share their values", Bombs.tiffOfNotes(60, 100_000),
                        "TIFF of 40,000 tiles that share large tables", Bombs.tiffOfTables(40_000, 1_800_000))
                .entrySet()
                .stream()
                .map(bomb -> Named.of(bomb.getKey(), bomb.getValue()));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aFileTakesMemoryAndTimeInProportionToItsBytes(byte[] file) {
        Used used = Used.by(() -> {
            try {
                reader.open(file).decode(() -> {});
            } catch (FrameRejectedException refused) {
                assertThat(refused).hasMessageContaining("damaged");
            }
        });
        assertThat(used.bytes()).isLessThan(32 * MEGABYTE + 8L * file.length);
        assertThat(used.seconds()).isLessThan(5);
    }
}
