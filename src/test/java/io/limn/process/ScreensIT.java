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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page on a screen, a small one and a phone, dark and light, in both languages; screenshots are kept in target/page. */
@Tag("process")
class ScreensIT extends OpenedPage {
    private static final String AXE = axe();
    private static final Path KEPT = Path.of("target", "page");

    private static final int SMALL = 1024;

    private static final List<int[]> SIZES =
            List.of(new int[] {1440, 900}, new int[] {SMALL, 768}, new int[] {390, 844});

    /** Roles of what can be operated, or tells a state. */
    private static final Set<String> OPERATED =
            Set.of("button", "checkbox", "combobox", "link", "progressbar", "slider", "textbox", "ColorWell", "image");

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

    @Test
    void everyControlFitsHasANameAndIsLargeEnoughInAllSizesThemesAndLanguages() {
        each(look -> sound("empty", look));
        choose();
        each(this::table);
    }

    @Test
    void screenReadersGetNamesStatesAndAnnouncements() {
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
            {"relabel", "n", "r", "Shift+Enter"},
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
            {"split", "f", "z", "+", "+", "y", "Shift+Enter", "Shift+ArrowRight", "Shift+Enter"},
            {"merge", "m", "Shift+Enter", "Shift+ArrowUp", "Shift+Enter"},
            {"delete", "Delete", "Shift+Enter"},
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
    }

    /** A red half and a green half, and nobody in the picture after it. */
    @Test
    void everyViewShowsWhatItsNameSays() {
        page.locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload("a.png", "image/png", Drawn.picture(320, 240)),
            new FilePayload("b.png", "image/png", Drawn.black(320, 240))
        });
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        page.locator(".item .open").nth(1).click();
        page.locator(".stage .mark").focus();
        page.keyboard().press("7");
        shows(0, 100, 100, "#(7f|80)0000"); // onion skin: half of the picture before
        page.keyboard().press("8");
        shows(0, 100, 100, "#ff0000"); // difference
        shows(0, 20, 20, "#000000");
        page.keyboard().press("ArrowLeft");
        String red = page.locator("#legend li input[type=color]").first().inputValue();
        page.keyboard().press("1");
        shows(0, 100, 100, "#ff0000");
        page.keyboard().press("3");
        shows(0, 100, 100, red);
        shows(0, 20, 20, "#000000");
        page.keyboard().press("2");
        for (int i = 0; i < 5; i++) {
            page.keyboard().press("o"); // to full opacity
        }
        shows(0, 100, 100, red);
        page.keyboard().press("w");
        shows(0, 100, 100, "#ff0000");
        shows(0, 140, 20, "#000000");
        page.locator(".stage .wipe").press("Home");
        shows(0, 100, 100, red);
        page.locator(".stage .mark").focus();
        page.keyboard().press("t");
        shows(0, 100, 100, red);
        shows(1, 100, 100, "#ff0000");
        page.keyboard().press("a");
        shows(0, 100, 100, "#ff0000"); // blink: one and the other
        shows(0, 100, 100, red);
        shows(0, 100, 100, "#ff0000");
        page.keyboard().press("a");
        page.locator("[data-row=solo-2]").click();
        shows(0, 100, 100, "#ff0000"); // only the other label is shown
        page.locator("[data-row=solo-2]").click();
        page.locator(".stage .mark").focus();
        page.keyboard().press("4");
        page.waitForFunction("() => document.querySelector('.stage').frame.coverage");
        shows(0, 100, 100, "#f.f.f.");
    }

    @Test
    void coloursOfLabelsAreChosenFromPalettesOrOnesOwn() {
        choose();
        page.locator("[data-mode=labels]").click();
        com.microsoft.playwright.Locator red =
                page.locator("#legend li input[type=color]").first();
        List<String> seen = new ArrayList<>();
        for (String palette : List.of("clear", "safe", "model", "voc")) {
            page.locator("#palette").selectOption(palette);
            seen.add(red.inputValue());
            shows(0, 100, 100, red.inputValue());
        }
        assertThat(seen).doesNotHaveDuplicates();
        red.fill("#123456");
        red.dispatchEvent("change");
        assertThat(page.locator("#palette")).hasValue("own");
        page.reload();
        shows(0, 100, 100, "#123456");
        assertThat(page.locator("#palette")).hasValue("own");
    }

    @Test
    void keysPlayTheSequenceGoToDoubtfulPicturesAndCanBeChanged() {
        page.locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload("p.0001.png", "image/png", Drawn.picture(160, 120)),
            new FilePayload("p.0002.png", "image/png", Drawn.picture(160, 120)),
            new FilePayload("p.0003.png", "image/png", Drawn.black(160, 120)),
            new FilePayload("p.0004.png", "image/png", Drawn.picture(160, 120))
        });
        assertThat(page.locator(".item[data-state=done]")).hasCount(4);
        page.locator(".stage .mark").focus();
        for (String[] step : new String[][] {
            {"Home", "1"},
            {"PageDown", "3"},
            {"PageDown", "4"},
            {"PageUp", "3"},
            {"ArrowLeft", "2"},
            {"End", "4"},
            {"Home", "1"},
            {"ArrowRight", "2"}
        }) {
            page.keyboard().press(step[0]);
            assertThat(page.locator("#viewer-title")).hasText("p.000" + step[1] + ".png");
        }
        page.keyboard().press("i");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+I");
        page.evaluate(
                """
                () => {
                  window.titles = [];
                  const title = document.querySelector('#viewer-title');
                  new MutationObserver(() => titles.push(title.textContent)).observe(title, { childList: true });
                }""");
        for (String way : List.of("l", "j")) {
            page.evaluate("() => titles.splice(0)");
            page.keyboard().press(way);
            page.waitForFunction("() => new Set(titles).size === 2");
            page.keyboard().press("k");
        }
        assertThat(page.evaluate("() => [...new Set(titles)].sort()")).isEqualTo(List.of("p.0002.png", "p.0003.png"));
        page.keyboard().press("?");
        page.locator(".sheet button[aria-label^='Brush:']").click();
        page.keyboard().press("F2");
        page.locator(".sheet select").selectOption("annotator");
        page.keyboard().press("Escape");
        page.keyboard().press("Home");
        page.keyboard().press("f"); // the annotators' key of the next picture
        assertThat(page.locator("#viewer-title")).hasText("p.0002.png");
        page.keyboard().press("F2");
        assertThat(page.locator("[data-edit=tool-brush]")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void nothingAnimatesWithReducedMotion() {
        choose();
        assertThat(
                        (List<?>)
                                page.evaluate(
                                        """
                () => matchMedia('(prefers-reduced-motion: reduce)').matches
                  ? [...document.getAnimations().map(String), ...[...document.querySelectorAll('*')].filter(one => {
                      const { animationName, transitionProperty, transitionDuration, scrollBehavior } = getComputedStyle(one);
                      return animationName !== 'none' || scrollBehavior !== 'auto' || (transitionProperty !== 'none' && transitionDuration !== '0s');
                    }).map(one => one.outerHTML.slice(0, 80))]
                  : ['motion is not reduced']"""))
                .isEmpty();
    }

    /** Waits until the pane has this colour, a pattern, where it shows a place of the frame. */
    private void shows(int pane, double x, double y, String colour) {
        page.waitForFunction(
                """
                ([pane, x, y, colour]) => {
                  const at = document.querySelector('.stage')?.view?.toPane({ x, y });
                  if (!at) return false;
                  const pen = document.querySelectorAll('.stage .pane')[pane].getContext('2d');
                  const [r, g, b] = pen.getImageData(at.x, at.y, 1, 1).data;
                  const found = '#' + [r, g, b].map(value => value.toString(16).padStart(2, '0')).join('');
                  return new RegExp(`^(?:${colour})$`).test(found);
                }""",
                List.of(pane, x, y, colour));
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

    @Test
    void aToolSaysHowItIsUsedAndSwapAsksForThePerson() {
        choose();
        page.locator("[data-edit=tool-split]").click();
        com.microsoft.playwright.options.BoundingBox stage =
                page.locator(".stage").boundingBox();
        page.mouse().move(stage.x + 3, stage.y + 3);
        page.mouse().down();
        page.mouse().move(stage.x + 9, stage.y + 30);
        page.mouse().up();
        assertThat(page.locator(".how.warning")).hasText("Drag a line through the person.");
        page.locator(".stage .mark").focus();
        for (String key : new String[] {"f", "z", "+", "+", "Shift+Enter", "Shift+ArrowRight", "Shift+Enter"}) {
            page.keyboard().press(key);
        }
        assertThat(page.locator("#legend li")).hasCount(2);
        assertThat(page.locator(".how.warning")).hasCount(0);
        int before = strokes();
        page.locator("[data-edit=swap]").click();
        assertThat(page.locator("[data-edit=swap]")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator(".how")).hasText("Click the person.");
        page.mouse().click(stage.x + stage.width / 2, stage.y + stage.height / 2);
        assertThat(page.locator("[data-edit=tool-pan]")).hasAttribute("aria-pressed", "true");
        assertThat(strokes()).isEqualTo(before + 1);
    }

    private void table(Look look) {
        page.locator(".item .open").first().click();
        assertThat(page.locator("#legend li")).hasCount(2);
        assertThat(page.locator(".stage .mark")).isInViewport();
        page.locator("[data-edit=tool-brush]").click();
        sound("table", look);
        keep(look.name());
        for (String dialog : List.of("export", "reading", "help")) {
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
                  const stage = document.querySelector('.stage')?.getBoundingClientRect();
                  for (const one of document.querySelectorAll('.options, .toolbar, .editbar, .heading, .timeline')) {
                    const box = one.getBoundingClientRect();
                    const across = Math.min(box.right, stage.right) - Math.max(box.left, stage.left);
                    const down = Math.min(box.bottom, stage.bottom) - Math.max(box.top, stage.top);
                    if (across > 1 && down > 1) faults.push('over the picture: ' + one.className);
                  }
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
        page.evaluate("script => window.axe ?? (0, eval)(script)", AXE);
        return (List<String>)
                page.evaluate(
                        """
                async () => (await axe.run(document.querySelector('dialog[open]') ?? document, { resultTypes: ['violations'] })).violations.map(
                  one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))""");
    }

    private static String axe() {
        try (InputStream script = ScreensIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
