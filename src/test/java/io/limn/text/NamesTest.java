package io.limn.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** What is no text does nothing: it is refused where it comes in, and shown where it is there. */
class NamesTest {
    private static final List<String> BAD = List.of(
            "a\uFFFE.jpg",
            "a\uFFFF.jpg",
            "esc\u001b[31mred.jpg",
            "c1\u009b31m.jpg",
            "a\nb",
            "a\rb",
            "a\tb",
            "a\u0000b",
            "bidi\u202Egpj.exe",
            "isolate\u2066x",
            "line\u2028x",
            "para\u2029x",
            "half\uD83Dx",
            "half\uDE00x",
            "no\uFDD0x",
            "last\uD83F\uDFFEx",
            "last\uDBFF\uDFFFx");
    private static final List<String> GOOD = List.of(
            "plate.0001.jpg",
            "ünï çödé.jpg",
            "日本語 写真.jpg",
            "\uD83D\uDE00.jpg",
            "עברית\u200F.jpg",
            "a+b%20c#d?.jpg",
            "a\\b");

    @Test
    void textIsTakenAndShownAsItIs() {
        for (String name : GOOD) {
            assertThat(Names.unprintable(name)).as(name).isEmpty();
            assertThat(Shown.of(name)).isEqualTo(name);
            assertThat(Names.isXml(name)).isTrue();
            assertThat(Names.xml(name)).isSameAs(name);
        }
    }

    @Test
    void invalidTextIsRefusedWithItsPositionAndShownEscaped() {
        for (String name : BAD) {
            assertThat(Names.unprintable(name)).isPresent();
            assertThat(Shown.of(name))
                    .doesNotMatch(
                            "(?s).*[\\p{Cntrl}\u009b\u2028\u2029\u202E\u2066\uFFFE\uFFFF\\x{1FFFE}\\x{10FFFF}].*");
        }
        assertThat(Names.unprintable("ab\u001bc").orElseThrow()).contains("U+001B at place 3");
        assertThat(Shown.of("x\n2026 INFO forged \u001b[31m")).isEqualTo("x\\n2026 INFO forged \\u001b[31m");
    }

    @Test
    void charactersThatXmlCannotCarryAreReported() {
        assertThat(Names.isXml("a\tb\nc\r")).isTrue();
        assertThat(List.of("\u0000", "\u0007", "\u001b", "\uFFFE", "\uFFFF", "\uD800", "\uDC00"))
                .noneMatch(Names::isXml);
        assertThat(Names.xml("a\u0001b\uFFFEc")).isEqualTo("a_b_c");
        assertThat(Names.isXml("\uD83F\uDFFE"))
                .as("no character, but XML 1.0 has it")
                .isTrue();
    }

    @Test
    void noValueBreaksALogLineOrActsOnATerminal() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "'%s' took %d ms", ExtLogRecord.FormatStyle.PRINTF, "x");
        line.setParameters(new Object[] {"k\n2026 INFO FORGED \u001b[31m", 12});
        assertThat(new ShownLog().isLoggable(line)).isTrue();
        assertThat(line.getFormattedMessage()).isEqualTo("'k\\n2026 INFO FORGED \\u001b[31m' took 12 ms");

        ExtLogRecord own =
                new ExtLogRecord(Level.INFO, "two\nlines \u001b[31m 100%", ExtLogRecord.FormatStyle.NO_FORMAT, "x");
        assertThat(new ShownLog().isLoggable(own)).isTrue();
        assertThat(own.getFormattedMessage()).isEqualTo("two\nlines \\u001b[31m 100%");
    }
}
