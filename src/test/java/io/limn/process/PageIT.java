package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.limn.http.Drawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, before the whole service. */
@Tag("process")
class PageIT {
    @TempDir
    static Path home;

    private static ServedPage service;

    private ServedPage.Tab tab;
    private Page page;

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
    void aChosenPictureIsShownBesideItsMaskWithLegendAndDownloads() throws IOException {
        byte[] picture = Drawn.picture(320, 240);
        choose(new FilePayload("plate.0001.png", "image/png", picture));
        assertThat(page.locator("#viewer-title")).hasText("plate.0001.png");
        assertThat(page.locator("#facts")).containsText("320 × 240");
        assertThat(page.locator("#legend tr")).hasCount(2);
        assertThat(page.locator("#legend")).containsText("left red");
        assertThat(page.locator("#legend tr").first()).containsText("%");
        for (String view : List.of("overlay", "color", "persons")) {
            page.locator("input[name=view][value=" + view + "]").check();
            page.waitForFunction("() => document.getElementById('mask').naturalWidth === 320");
        }
        for (String output : List.of("overlay", "color", "labels", "persons")) {
            Download download = page.waitForDownload(
                    () -> page.locator("a[data-output=" + output + "]").click());
            byte[] expected = given().contentType("image/png")
                    .body(picture)
                    .post(service.root() + "v1/parse?name=plate.0001.png&output=" + output)
                    .asByteArray();
            assertThat(Files.readAllBytes(download.path())).as(output).isEqualTo(expected);
            assertThat(download.suggestedFilename()).startsWith("plate_" + output + ".0001.");
        }
    }

    @Test
    void aDroppedPictureIsParsedAndABadOneSaysWhyWithoutTouchingIt() {
        drop("bad.jpg", Drawn.zip(), "good.png", Drawn.picture(160, 120));
        assertThat(page.locator(".item")).hasCount(2);
        assertThat(page.locator(".item[data-state=done] .name")).hasText("good.png");
        assertThat(page.locator(".item[data-state=failed] .name")).hasText("bad.jpg");
        page.locator(".item", new Page.LocatorOptions().setHasText("bad.jpg"))
                .locator(".open")
                .click();
        String why = page.locator(".failed-why").textContent();
        String detail = given().contentType("image/jpeg")
                .body(Drawn.zip())
                .post(service.root() + "v1/parse")
                .path("detail");
        assertThat(why).isEqualTo(detail);
        assertThat(page.locator("#again")).isHidden();
    }

    @Test
    void thePageWorksByKeyboard() {
        choose(
                new FilePayload("a.png", "image/png", Drawn.picture(160, 120)),
                new FilePayload("b.png", "image/png", Drawn.picture(200, 120)));
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        page.locator(".item .open").nth(1).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#viewer-title")).hasText("b.png");
        page.locator("input[value=overlay]").focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#mask-caption")).hasText("Colours");
        page.locator(".item .remove").nth(1).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".item")).hasCount(1);
        assertThat(page.locator(".item .open").first()).isFocused();
    }

    private void choose(FilePayload... files) {
        page.locator("#files").setInputFiles(files);
    }

    private void drop(String bad, byte[] badBytes, String good, byte[] goodBytes) {
        page.evaluate(
                """
                files => {
                  const data = new DataTransfer();
                  for (const [name, text] of files) {
                    data.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name));
                  }
                  document.getElementById('drop').dispatchEvent(
                    new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""",
                List.of(List.of(bad, base64(badBytes)), List.of(good, base64(goodBytes))));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
