package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every sentence of the page is there in every language, with the same values in it. */
class PageWordsTest {
    private static final Path TEXT = Path.of("src/main/resources/web/app/text");
    private static final Pattern SENTENCE = Pattern.compile("(?m)^  '?([\\w.-]+)'?: '([^']*)',$");
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

    @Test
    void chineseHasAllSentencesOfEnglish() throws IOException {
        Map<String, String> english = sentences("en.ts", "export const en");
        Map<String, String> chinese = sentences("zh.ts", "const words");
        assertThat(english).hasSizeGreaterThan(50);
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, text) -> assertThat(values(chinese.get(key))).as(key).isEqualTo(values(text)));
    }

    @Test
    void chineseSaysWhatEachOutputIs() throws IOException {
        assertThat(sentences("zh.ts", "const outputs").keySet())
                .containsExactlyInAnyOrderElementsOf(Output.kinds(EnumSet.allOf(Output.class)));
    }

    private static Map<String, String> sentences(String file, String from) throws IOException {
        String text = Files.readString(TEXT.resolve(file));
        text = text.substring(text.indexOf(from));
        Map<String, String> found = new TreeMap<>();
        SENTENCE.matcher(text.substring(0, text.indexOf("\n};")))
                .results()
                .forEach(match -> found.put(match.group(1), match.group(2)));
        return found;
    }

    private static TreeSet<String> values(String text) {
        TreeSet<String> found = new TreeSet<>();
        VALUE.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
