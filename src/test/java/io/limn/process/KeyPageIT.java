package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.limn.http.Drawn;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page before a service that wants a key. */
@Tag("process")
class KeyPageIT extends OpenedPage {
    private static final String KEY = "limn_the-studios-own-key";
    private static final String SHA256_OF_KEY = "5bdb1784baa50c5ab64730066706d18b95717aa8d92c6bcb2d4c6e851fa82476";

    @Override
    Map<String, String> settings() {
        return Map.of("limn.http.api-keys.\"page\"", SHA256_OF_KEY);
    }

    @Override
    void arrived() {} // it asks for a key first

    @Test
    void aPictureWaitsForTheKeyAndIsThenParsed() {
        assertThat(page.locator("#key")).isVisible();
        page.locator("#files").setInputFiles(new FilePayload("a.png", "image/png", Drawn.picture(160, 120)));
        enter("limn_a-wrong-one");
        assertThat(page.locator("#key-said")).hasText("This key is not valid here.");
        assertThat(page.locator("#key-field")).isFocused();
        enter(KEY);
        assertThat(page.locator("#model")).containsText("tiny");
        assertThat(page.locator(".item[data-state=done] .name")).hasText("a.png");
        assertThat(page.locator("#legend li")).hasCount(2);
        assertThat(page.locator("#key")).isHidden();
    }

    @Test
    void theKeyLastsForTheTabAndCanBeForgotten() {
        enter(KEY);
        assertThat(page.locator("#model")).containsText("tiny");
        page.reload();
        assertThat(page.locator("#model")).containsText("tiny");
        assertThat(page.locator("#key")).isHidden();
        assertThat((String)
                        page.evaluate("() => Object.values(localStorage).join().includes('limn_') + document.cookie"))
                .isEqualTo("false");
        page.locator("#key-forget").click();
        assertThat(page.locator("#key")).isVisible();
        assertThat((String) page.evaluate("() => sessionStorage.getItem('limn-key')"))
                .isNull();
    }

    private void enter(String key) {
        page.locator("#key-field").fill(key);
        page.keyboard().press("Enter");
    }
}
