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
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a screen, a small one and a phone, dark and light, in both languages; screenshots are kept in target/page. */
@Tag("process")
class PageLookIT {
    private static final String AXE = axe();
    private static final Path KEPT = Path.of("target", "page");

    private static final int SMALL = 1024;

    private static final List<int[]> SIZES =
            List.of(new int[] {1440, 900}, new int[] {SMALL, 768}, new int[] {390, 844});

    private Page page;

    @Test
    void everythingFitsIsNamedAndHasRoomForAFingerInAllSizesThemesAndLanguages(@TempDir Path home) throws Exception {
        try (ServedPage service = ServedPage.open(home, Map.of());
                ServedPage.Tab tab = service.tab()) {
            page = tab.page();
            each(look -> sound("empty", look));
            page.locator("#files").setInputFiles(new FilePayload[] {
                new FilePayload("a.png", "image/png", Drawn.picture(320, 240)),
                new FilePayload("b.png", "image/png", Drawn.picture(320, 240))
            });
            assertThat(page.locator(".item[data-state=done]")).hasCount(2);
            each(this::table);
        }
    }

    /** A screen's width, a theme and a language. */
    private record Look(int width, String theme, String language) {
        String name() {
            return width + "-" + theme + "-" + language;
        }

        /** Axe takes most of the test's time: it sees each size, theme and language with each of the others, not all three with all. */
        boolean isForAxe() {
            return (width == SMALL) == (theme.equals("dark") == language.equals("zh"));
        }
    }

    private void each(Consumer<Look> check) {
        for (int[] size : SIZES) {
            page.setViewportSize(size[0], size[1]);
            for (String theme : List.of("dark", "light")) {
                for (String language : List.of("en", "zh")) {
                    page.evaluate(
                            "([theme, language]) => { localStorage.setItem('limn.theme', JSON.stringify(theme));"
                                    + " localStorage.setItem('limn.language', JSON.stringify(language)); }",
                            List.of(theme, language));
                    page.reload();
                    assertThat(page.locator("#model")).containsText("tiny");
                    check.accept(new Look(size[0], theme, language));
                }
            }
        }
    }

    private void table(Look look) {
        page.locator(".item .open").first().click();
        assertThat(page.locator("#legend li")).hasCount(2);
        assertThat(page.locator(".stage .mark")).isInViewport();
        page.locator("[data-edit=tool-brush]").click();
        sound("table", look);
        keep(look.name());
        for (String dialog : List.of("take", "reading", "help")) {
            if (page.locator("#" + dialog).isVisible()) {
                page.locator("#" + dialog).click();
                sound(dialog, look);
                keep(look.name() + "-" + dialog);
                page.keyboard().press("Escape");
            }
        }
    }

    private void keep(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(KEPT.resolve(name + ".png")));
    }

    private void sound(String what, Look look) {
        String where = what + " " + look.name();
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
        if (look.isForAxe()) {
            assertThat(violations()).as(where).isEmpty();
        }
    }

    /** What axe-core, which comes with its binding for Playwright, complains about. */
    @SuppressWarnings("unchecked")
    private List<String> violations() {
        page.evaluate(AXE);
        return (List<String>)
                page.evaluate(
                        """
                async () => (await axe.run(document.querySelector('dialog[open]') ?? document)).violations.map(
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
