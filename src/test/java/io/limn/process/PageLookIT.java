package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.limn.http.Drawn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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

    /** Roles of what can be operated, or tells a state. */
    private static final Set<String> OPERATED =
            Set.of("button", "checkbox", "combobox", "link", "progressbar", "slider", "textbox", "ColorWell", "image");

    @TempDir
    static Path home;

    private static ServedPage service;

    private ServedPage.Tab tab;
    private Page page;

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

    @BeforeEach
    void openPage() {
        tab = service.tab();
        page = tab.page();
        assertThat(page.locator("#model")).containsText("tiny");
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        tab.close();
    }

    @Test
    void everythingFitsIsNamedAndHasRoomForAFingerInAllSizesThemesAndLanguages() {
        each(look -> sound("empty", look));
        choose();
        each(this::table);
    }

    @Test
    void screenReadersAreToldNamesAndStatesAndWhatHasEnded() {
        choose();
        assertThat(page.locator("#said")).hasText(Pattern.compile("(a|b).png: .+"));
        page.locator("[data-edit=tool-brush]").click();
        page.locator("#legend [data-row=lock-1]").click();
        Map<String, String> pressed = new TreeMap<>();
        List<String> nameless = new ArrayList<>();
        List<String> told = new ArrayList<>();
        CDPSession devtools = page.context().newCDPSession(page);
        for (JsonElement one : devtools.send("Accessibility.getFullAXTree").getAsJsonArray("nodes")) {
            JsonObject node = one.getAsJsonObject();
            String role = node.has("role") ? value(node.get("role")) : "";
            String name = node.has("name") ? value(node.get("name")) : "";
            if (node.get("ignored").getAsBoolean()) {
                continue;
            }
            if (OPERATED.contains(role) && name.isBlank()) {
                nameless.add(node.toString());
            }
            for (JsonElement property : node.has("properties") ? node.getAsJsonArray("properties") : new JsonArray()) {
                JsonObject about = property.getAsJsonObject();
                if (about.get("name").getAsString().equals("pressed")) {
                    pressed.put(name, value(about.get("value")));
                }
                if (about.get("name").getAsString().equals("valuetext")) {
                    told.add(name + ": " + value(about.get("value")));
                }
            }
            if (List.of("status", "slider", "main", "image").contains(role)) {
                told.add(role + " " + name + (node.has("value") ? " " + value(node.get("value")) : ""));
            }
        }
        devtools.detach();
        assertThat(nameless).isEmpty();
        assertThat(pressed)
                .containsEntry("Brush", "true")
                .containsEntry("Eraser", "false")
                .containsEntry("Overlay", "true")
                .containsEntry("Protect left red from strokes", "true")
                .containsEntry("Show only left red", "false");
        assertThat(told)
                .anyMatch(one -> one.startsWith("image a.png: ") && one.contains("left red, right green"))
                .contains("Timeline: a.png", "Overlay opacity: 55 %", "Size: 24 px", "Hardness: 100 %")
                .anyMatch(one -> one.startsWith("status"))
                .anyMatch(one -> one.startsWith("main"));
    }

    @Test
    void everyControlIsReachedByTabAndEveryToolWorksByKeys() {
        choose();
        page.evaluate(
                """
                () => {
                  window.reached = new Set();
                  document.addEventListener('focusin', event => reached.add(event.target));
                  document.activeElement.blur();
                }""");
        for (int i = 0; i < 120; i++) {
            page.keyboard().press("Tab");
        }
        assertThat(
                        (List<?>)
                                page.evaluate(
                                        """
                () => [...document.querySelectorAll('button, a[href], select, input:not([tabindex="-1"]), [tabindex="0"]')]
                  .filter(one => one.checkVisibility() && !one.closest('dialog') && !one.disabled && !reached.has(one))
                  .map(one => one.outerHTML.slice(0, 120))"""))
                .isEmpty();
        page.locator(".stage .mark").focus();
        page.keyboard().press("z");
        for (String[] tool : new String[][] {
            {"brush", "b", "Shift+Enter", "Shift+ArrowRight", "Shift+Enter"},
            {"eraser", "e", "Shift+Enter", "Shift+Enter"},
            {"fill", "n", "g", "Shift+Enter"},
            {
                "lasso",
                "q",
                "Shift+Enter",
                "Shift+ArrowLeft",
                "Shift+Enter",
                "Shift+ArrowUp",
                "Shift+Enter",
                "Shift+ArrowRight",
                "Enter"
            },
            {"swap", "x"},
        }) {
            int before = strokes();
            for (int i = 1; i < tool.length; i++) {
                page.keyboard().press(tool[i]);
            }
            assertThat(strokes()).as(tool[0]).isEqualTo(before + 1);
        }
        for (int left = strokes(); left > 0; left--) {
            page.keyboard().press("Control+z");
        }
        assertThat(page.locator("[data-edit=undo]")).isDisabled();
        for (String mode : List.of("picture", "overlay", "labels", "matte", "cutout")) {
            page.keyboard()
                    .press(String.valueOf(List.of("picture", "overlay", "labels", "matte", "cutout")
                                    .indexOf(mode)
                            + 1));
            assertThat(page.locator("[data-mode=" + mode + "]")).hasAttribute("aria-pressed", "true");
        }
    }

    /** How many strokes the opened picture has. */
    private int strokes() {
        return (int)
                page.evaluate(
                        """
                () => new Promise(done => {
                  const open = indexedDB.open('limn');
                  open.onsuccess = () => open.result.transaction('drafts').objectStore('drafts').getAll().onsuccess =
                    event => done(event.target.result.reduce((sum, { strokes }) => sum + strokes.length, 0));
                })""");
    }

    private static String value(JsonElement told) {
        JsonElement value = told.getAsJsonObject().get("value");
        return value == null ? "" : value.getAsString();
    }

    private void choose() {
        page.locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload("a.png", "image/png", Drawn.picture(320, 240)),
            new FilePayload("b.png", "image/png", Drawn.picture(320, 240))
        });
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        page.locator(".item .open").first().click();
        page.waitForFunction("() => document.querySelector('.stage').frame?.maps.parts");
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
