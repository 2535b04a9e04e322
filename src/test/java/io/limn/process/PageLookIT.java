package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.limn.http.Drawn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on a screen, a small one and a phone, dark and light, in both languages; screenshots are kept in target/page. */
@Tag("process")
class PageLookIT {
    private static final String AXE = axe();
    private static final Path KEPT = Path.of("target", "page");

    @TempDir
    static Path home;

    private static ServedPage service;

    @BeforeAll
    static void serve() throws Exception {
        service = ServedPage.open(home, Map.of());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1440, 900, dark, en",
        "1440, 900, light, zh",
        "1024, 768, dark, zh",
        "1024, 768, light, en",
        "390, 844, dark, en",
        "390, 844, light, zh"
    })
    void everythingFitsAndEveryControlHasANameAndRoomForAFinger(int width, int height, String theme, String language) {
        try (ServedPage.Tab tab = service.tab()) {
            Page page = tab.page();
            page.setViewportSize(width, height);
            page.evaluate(
                    "([theme, language]) => { localStorage.setItem('limn.theme', JSON.stringify(theme));"
                            + " localStorage.setItem('limn.language', JSON.stringify(language)); }",
                    List.of(theme, language));
            page.reload();
            assertThat(page.locator("#model")).containsText("tiny");
            sound(page, "empty");
            page.locator("#files").setInputFiles(new FilePayload[] {
                new FilePayload("a.png", "image/png", Drawn.picture(320, 240)),
                new FilePayload("b.png", "image/png", Drawn.picture(320, 240))
            });
            assertThat(page.locator(".item[data-state=done]")).hasCount(2);
            page.locator(".item .open").first().click();
            assertThat(page.locator("#legend li")).hasCount(2);
            assertThat(page.locator(".stage .mark")).isInViewport();
            page.locator("[data-edit=tool-brush]").click();
            sound(page, "table");
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(KEPT.resolve(width + "-" + theme + "-" + language + ".png")));
            page.locator("#take").click();
            sound(page, "take");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(KEPT.resolve(width + "-" + theme + "-" + language + "-take.png")));
        }
    }

    private static void sound(Page page, String where) {
        @SuppressWarnings("unchecked")
        List<String> faults = (List<String>)
                page.evaluate(
                        """
                () => {
                  const faults = [];
                  if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the screen');
                  if (document.documentElement.lang === '') faults.push('no language');
                  const name = one => one.getAttribute('aria-label') || one.textContent.trim() || one.title
                    || [...(one.labels ?? [])].map(label => label.textContent + label.title).join('').trim();
                  const scope = document.querySelector('dialog[open]') ?? document;
                  for (const one of scope.querySelectorAll('button, a[href], select, input:not([tabindex="-1"]), [tabindex="0"]')) {
                    const box = one.getBoundingClientRect();
                    if (box.width === 0 || one.matches('.skip, .unseen')) continue;
                    const room = one.matches('[type=checkbox]') ? one.closest('label').getBoundingClientRect() : box;
                    if (!one.matches('pre') && !name(one)) faults.push('no name: ' + one.outerHTML.slice(0, 90));
                    if (Math.min(room.width, room.height) < 24 && !one.matches('pre')) faults.push('small: ' + one.outerHTML.slice(0, 90));
                  }
                  return faults;
                }""");
        assertThat(faults).as(where).isEmpty();
        assertThat(violations(page)).as(where).isEmpty();
    }

    /** What axe-core, which comes with its binding for Playwright, complains about. */
    @SuppressWarnings("unchecked")
    private static List<String> violations(Page page) {
        page.evaluate(AXE);
        return (List<String>)
                page.evaluate(
                        """
                async () => (await axe.run(document)).violations.map(
                  one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))""");
    }

    private static String axe() {
        try (InputStream script = PageLookIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
