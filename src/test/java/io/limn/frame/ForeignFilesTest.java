package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.header.FrameRejectedException;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files carry beside their pixels. */
class ForeignFilesTest {
    private final FrameReader reader = Drawing.reader();

    @ParameterizedTest
    @ValueSource(strings = {"turned.webp", "turned.png", "turned.tif"})
    void orientationIsUndoneInEveryFormatThatCarriesIt(String name) throws Exception {
        byte[] file = Drawing.fixture(name);

        assertThat(reader.open(file).header()).satisfies(header -> {
            assertThat(header.orientation()).isEqualTo(6);
            assertThat(header.width()).isEqualTo(Drawing.WIDTH);
            assertThat(header.height()).isEqualTo(Drawing.HEIGHT);
        });
        Drawing.assertDrawn(reader.read(file), 0);
    }

    @Test
    void theFirstPageOfATiffIsRead() throws Exception {
        Drawing.assertDrawn(reader.read(Drawing.fixture("two-pages.tif")), 0);
    }

    @Test
    void aTransparentColourOfAPngIsBlack() throws Exception {
        Drawing.assertQuarters(
                reader.read(Drawing.fixture("clear-colour.png")), 0, Drawing.RED, 0, Drawing.BLUE, Drawing.GREY);
    }

    @Test
    void manyThreadsReadAtOnce() {
        byte[] jpeg = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg");
        byte[] tiff = Drawing.fixture("lzw.tif");
        List<Frame> frames = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> read(i % 2 == 0 ? jpeg : tiff))
                .toList();

        assertThat(frames).hasSize(200).allSatisfy(frame -> Drawing.assertDrawn(frame, 6));
    }

    private Frame read(byte[] file) {
        try {
            return reader.read(file);
        } catch (FrameRejectedException e) {
            throw new AssertionError(e);
        }
    }
}
