package io.limn.http.guard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.limn.http.Browser;
import io.limn.http.Drawn;
import io.limn.http.Whole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page before a service that wants a key. */
@QuarkusTest
@TestProfile(KeyPageTest.WholeWithKey.class)
class KeyPageTest {
    /** The whole service with one key. */
    public static class WholeWithKey extends Whole {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("limn.http.api-keys.\"page\"", Guarded.sha256(Guarded.KEY));
            return config;
        }
    }

    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();

    @TestHTTPResource
    URI root;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions());
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.navigate(root.toString());
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aPictureWaitsForTheKeyAndIsThenParsed() {
        assertThat(page.locator("#key")).isVisible();
        page.locator("#files").setInputFiles(new FilePayload("a.png", "image/png", Drawn.picture(160, 120)));
        enter("limn_a-wrong-one");
        assertThat(page.locator("#key-said")).hasText("That key is not known here.");
        assertThat(page.locator("#key-field")).isFocused();
        enter(Guarded.KEY);
        assertThat(page.locator("#model")).containsText("tiny");
        assertThat(page.locator(".item[data-state=done] .name")).hasText("a.png");
        assertThat(page.locator("#legend tr")).hasCount(2);
        assertThat(page.locator("#key")).isHidden();
    }

    @Test
    void theKeyLastsForTheTabAndCanBeForgotten() {
        enter(Guarded.KEY);
        assertThat(page.locator("#model")).containsText("tiny");
        page.reload();
        assertThat(page.locator("#model")).containsText("tiny");
        assertThat(page.locator("#key")).isHidden();
        assertThat((String) page.evaluate("() => Object.keys(localStorage).join() + document.cookie"))
                .isEmpty();
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
