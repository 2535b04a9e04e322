package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.plate.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colour spaces that the page offers are those that the service knows. */
class PageReadingTest {
    private static final Path READING = Path.of("src/main/resources/web/app/queue/reading.ts");

    @Test
    void thePageOffersEveryColourSpace() throws IOException {
        Matcher colours = Pattern.compile("COLOURS = \\[([^]]*)]").matcher(Files.readString(READING));
        assertThat(colours.find()).isTrue();
        assertThat(Pattern.compile("'([^']+)'")
                        .matcher(colours.group(1))
                        .results()
                        .map((MatchResult one) -> one.group(1)))
                .containsExactlyInAnyOrderElementsOf(ReadOptions.colours());
    }
}
