package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faxes in TIFF, by streams written bit by bit and by another encoder. */
class FaxTest {
    private static final int WIDTH = 8;
    private static final String EOL = "000000000001";
    private static final String BLOCK_END = EOL.repeat(6);

    /** Lines of 8 pixels, W white and B black, and their codes. */
    private static final String[] LINES = {"WWWBBBBB", "BBWWWWWW", "WWWWWWWW", "WBWBWBWB"};

    private static final String[] RUNS = {
        "1000 0011", "00110101 11 1110", "10011", "000111 010 000111 010 000111 010 000111 010"
    };

    private final FrameReader reader = Drawing.reader();

    private static byte[] bits(String text) {
        String bits = text.replace(" ", "");
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) (bits.charAt(i) == '1' ? 0x80 >> i % 8 : 0);
        }
        return bytes;
    }

    /** Zeros before an end of line, so that it ends with a byte. */
    private static String filled(String bits) {
        int over = (bits.replace(" ", "").length() + EOL.length()) % 8;
        return bits + "0".repeat((8 - over) % 8) + EOL;
    }

    private static TiffFile.Page page(int width, int height, int compression, int options, byte[] strip) {
        TiffFile.Page page = TiffFile.page(width, height)
                .shorts(258, 1)
                .shorts(259, compression)
                .shorts(262, 0)
                .shorts(277, 1)
                .block(strip);
        return compression == 3 ? page.longs(292, options) : page;
    }

    private List<String> read(int compression, int options, int height, String bits) throws FrameRejectedException {
        return lines(reader.read(TiffFile.of(page(WIDTH, height, compression, options, bits(bits)))));
    }

    private static List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < frame.height(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < frame.width(); x++) {
                line.append((frame.bgr()[3 * (y * frame.width() + x)] & 0xFF) > 127 ? 'W' : 'B');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @Test
    void linesEndWithTheirCodeAlignedOrNotAndTheFirstMayLackOne() throws Exception {
        StringBuilder packed = new StringBuilder();
        StringBuilder aligned = new StringBuilder();
        StringBuilder bare = new StringBuilder();
        for (String runs : RUNS) {
            packed.append(EOL).append(runs);
            aligned.replace(0, aligned.length(), filled(aligned.toString())).append(runs);
            bare.replace(0, bare.length(), bare.isEmpty() ? "" : filled(bare.toString()))
                    .append(runs);
        }
        for (String end : List.of("", BLOCK_END)) {
            assertThat(read(3, 0, 4, packed + end)).containsExactly(LINES);
            assertThat(read(3, 4, 4, aligned + end)).containsExactly(LINES);
            assertThat(read(3, 4, 4, bare + end)).containsExactly(LINES);
        }
        assertThat(read(3, 0, 4, packed.toString().replace(EOL, "0".repeat(40) + EOL)))
                .containsExactly(LINES);
    }

    @Test
    void aDamagedLineLosesOnlyItsOwnRest() throws Exception {
        // The second line is two pixels short; the third begins with bits that are no code.
        assertThat(read(3, 0, 4, EOL + RUNS[0] + EOL + "00110101 11 1011" + EOL + "0000000001" + EOL + RUNS[3]))
                .containsExactly(LINES[0], "BBWWWWWW", LINES[2], LINES[3]);
        // One that is too long does not move the next.
        assertThat(read(3, 0, 2, EOL + "1000 000100" + EOL + RUNS[3])).containsExactly("WWWWWWWW", LINES[3]);
    }

    @Test
    void aLineMayEndWithAMakeUpCode() throws Exception {
        byte[] strip = bits(EOL + "00110101 0000001111" + EOL + "11011 00110101" + EOL + "11011");
        assertThat(lines(reader.read(TiffFile.of(page(64, 3, 3, 0, strip)))))
                .containsExactly("B".repeat(64), "W".repeat(64), "W".repeat(64));
    }

    @Test
    void linesOfDifferencesFollowTheLineAbove() throws Exception {
        // Its own runs; the same again; the change moved by one, two and three; runs; passed over.
        String lines = EOL + "1" + RUNS[0] + EOL + "0 1 1" + EOL + "0 011 1" + EOL + "0 000010 1" + EOL + "0 0000011 1"
                + EOL + "0 001 000111 010 001 000111 11 1 1" + EOL + "0 0001 0001 1";
        assertThat(read(3, 1, 6, lines.substring(0, lines.lastIndexOf(EOL))))
                .containsExactly("WWWBBBBB", "WWWBBBBB", "WWWWBBBB", "WWBBBBBB", "WWWWWBBB", "WBWBBWWW");
        assertThat(read(3, 1, 7, lines + (EOL + "1").repeat(6)).get(6)).isEqualTo("WWWWWWWW");
    }

    @Test
    void runsAloneBeginOnAByte() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (String runs : RUNS) {
            String bits = runs.replace(" ", "");
            rows.append(bits).append("0".repeat((8 - bits.length() % 8) % 8));
        }
        assertThat(read(2, 0, 4, rows.toString())).containsExactly(LINES);
    }

    @Test
    void rowsAfterTheEndOfTheBlockAreWhite() throws Exception {
        assertThat(read(3, 0, 3, EOL + RUNS[0] + BLOCK_END)).containsExactly(LINES[0], LINES[2], LINES[2]);
        assertThat(read(4, 0, 2, "001" + RUNS[0] + EOL + EOL)).containsExactly(LINES[0], LINES[2]);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 1000",
        "3, 0, 000000000001 1000 0011 000000000001 1000",
        "3, 0, 0",
        "4, 0, 001 1000 0011",
        "4, 0, 001 1000 0011 0000000001",
        "4, 0, 0000001111",
        "4, 0, 001 1000 0011 010 010 010 010",
    })
    void truncatedAndBrokenFilesAreRefused(int compression, int options, String bits) {
        assertThatThrownBy(() -> read(compression, options, 3, bits))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.DAMAGED))
                .hasMessageMatching("(?s).*damaged.*");
    }

    @Test
    void noiseInLinesIsRefused() {
        byte[] noise = new byte[2000];
        new Random(7).nextBytes(noise);
        assertThatThrownBy(() -> reader.read(TiffFile.of(page(1728, 100, 3, 0, noise))))
                .isInstanceOf(FrameRejectedException.class);
    }

    /** Each run of either colour, in rows of every start, by another encoder. */
    @ParameterizedTest
    @ValueSource(strings = {"CCITT T.4", "CCITT T.6"})
    void everyRunIsReadAsTheEncoderMeantIt(String compression) throws Exception {
        int width = 2700;
        BufferedImage image = new BufferedImage(width, 700, BufferedImage.TYPE_BYTE_BINARY);
        Random random = new Random(1);
        for (int y = 0; y < image.getHeight(); y++) {
            boolean black = y % 2 == 1;
            int x = 0;
            int run = y < 64 ? y : y < 64 + 43 * 2 ? (y - 64) / 2 * 64 : random.nextInt(y < 500 ? 9 : 300);
            while (x < width) {
                for (int end = Math.min(width, x + run); x < end; x++) {
                    image.setRGB(x, y, black ? 0xFF000000 : 0xFFFFFFFF);
                }
                black = !black;
                run = y < 64 ? Math.max(1, y) : y < 150 ? width : 1 + random.nextInt(y < 500 ? 9 : 300);
            }
        }
        Frame frame = reader.read(Drawing.write(image, "tiff", compression, false));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                if ((frame.bgr()[3 * (y * width + x)] & 0xFF) != (image.getRGB(x, y) & 0xFF)) {
                    throw new AssertionError(compression + " differs at " + x + "," + y);
                }
            }
        }
    }
}
