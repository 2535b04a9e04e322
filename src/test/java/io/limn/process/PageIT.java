package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.limn.frame.Plates;
import io.limn.http.Drawn;
import io.limn.result.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page's queue and light table in a real browser, before the whole service. */
@Tag("process")
class PageIT extends OpenedPage {
    @Override
    Map<String, String> settings() {
        return Map.of("limn.output.default", "labels,mattes");
    }

    @Test
    void aChosenPictureIsShownWithItsMasksAndLegend() {
        choose(picture("plate.0001.png", 320));
        assertThat(page.locator("#viewer-title")).hasText("plate.0001.png");
        assertThat(page.locator("#facts")).containsText("320 × 240");
        assertThat(page.locator("#legend li")).hasCount(2);
        assertThat(page.locator("#legend")).containsText("left red");
        assertThat(page.locator("#legend li").first()).containsText("%");
        page.locator("[data-mode=labels]").click();
        page.locator("#palette").selectOption("voc");
        assertThat(page.locator("#legend li").first().locator("input[type=color]"))
                .hasValue("#800000");
        page.locator("#legend [data-row=show-1]").click();
        assertThat(page.locator("#legend li").first()).hasClass("off");
        page.mouse().move(700, 450);
        assertThat(page.locator(".probe")).containsText("#");
        page.mouse().wheel(0, -20000);
        assertThat(page.locator(".zoom")).hasText("3200 %");
    }

    @Test
    void aDroppedPictureIsParsedAndABadOneShowsTheReason() {
        drop("bad.jpg", Drawn.zip(), "good.png", Drawn.picture(160, 120));
        assertThat(page.locator(".item")).hasCount(2);
        assertThat(page.locator(".item[data-state=done] .name")).hasText("good.png");
        assertThat(page.locator(".item[data-state=failed] .name")).hasText("bad.jpg");
        row("bad.jpg").locator(".open").click();
        assertThat(page.locator(".note")).containsText("not a picture. Limn reads JPEG");
        assertThat(page.locator(".note button")).hasCount(0);
    }

    @Test
    void aNameIsNeverInterpretedAsMarkup() {
        choose(picture("<img src=x onerror=alert(1)>.png", 160));
        assertThat(page.locator("#viewer-title")).hasText("<img src=x onerror=alert(1)>.png");
        assertThat(page.locator("#viewer-title img")).hasCount(0);
    }

    @Test
    void thePageWorksByKeyboard() {
        choose(picture("a.png", 160), picture("b.png", 200));
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        page.locator(".item .open").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#viewer-title")).hasText("b.png");
        assertThat(row("b.png").locator(".open")).isFocused();
        page.locator(".stage .mark").focus();
        page.keyboard().press("3");
        assertThat(page.locator("[data-mode=labels]")).hasAttribute("aria-pressed", "true");
        page.keyboard().press("?");
        assertThat(page.locator("dialog.sheet")).isVisible();
        page.keyboard().press("Escape");
        row("b.png").locator(".remove").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".item")).hasCount(1);
        assertThat(page.locator(".item .open")).isFocused();
    }

    @Test
    void aReloadRestoresEverythingIncludingUnsentPictures() {
        page.route(Pattern.compile(".*/v1/jobs\\?.*"), route -> {});
        choose(picture("a.png", 160), picture("b.png", 200));
        assertThat(page.locator(".item")).hasCount(2);
        page.unrouteAll();
        stored("files", "all.length === 2");
        page.reload();
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        page.reload();
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        assertThat(page.locator("#legend li")).hasCount(2);
    }

    @Test
    void aStreamBrokenByAProxyIsReplacedByPolling() {
        page.route("**/events", Route::abort);
        choose(picture("a.png", 160));
        assertThat(page.locator(".item[data-state=done]")).hasCount(1);
    }

    @Test
    void passingFailuresCanAllBeRetriedAtOnce() {
        page.route(
                Pattern.compile(".*/v1/jobs\\?.*"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(500)
                        .setBody("{\"type\":\"urn:limn:problem:internal\",\"detail\":\"Unexpected error.\"}")));
        choose(picture("a.png", 160), picture("b.png", 200));
        assertThat(page.locator(".item[data-state=failed]")).hasCount(2);
        page.unrouteAll();
        page.locator(".total button", new Page.LocatorOptions().setHasText("Try 2 again"))
                .click();
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
    }

    @Test
    void thePageWaitsForAFullServiceAndSplitsAJobThatIsTooLarge() {
        int[] calls = {0};
        page.route(Pattern.compile(".*/v1/jobs\\?.*"), route -> {
            calls[0] += 1;
            if (calls[0] == 1) {
                route.fulfill(new Route.FulfillOptions().setStatus(429).setHeaders(Map.of("Retry-After", "1")));
            } else if (calls[0] == 2) {
                route.fulfill(new Route.FulfillOptions().setStatus(413));
            } else {
                route.resume();
            }
        });
        choose(picture("a.png", 160), picture("b.png", 200));
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        assertThat(calls[0]).isEqualTo(4);
    }

    @Test
    void aJobThatHasExpiredIsParsedAgain() {
        page.route("**/outputs/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
        choose(picture("a.png", 160));
        page.waitForResponse("**/outputs/**", () -> {});
        page.unrouteAll();
        assertThat(page.locator("#legend li")).hasCount(2);
    }

    @Test
    void aListOfTwoThousandPicturesRendersVisibleRowsOnly() {
        page.route(Pattern.compile(".*/v1/jobs\\?.*"), route -> {});
        page.evaluate(
                """
                () => {
                  const data = new DataTransfer();
                  for (let i = 1; i <= 2000; i += 1) data.items.add(new File([new Uint8Array(9)], `f.${i}.png`));
                  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""");
        assertThat(page.locator(".item .name").first()).hasText("f.1.png");
        assertThat((int) page.evaluate("() => document.querySelectorAll('.item').length"))
                .isLessThan(60);
        page.evaluate("() => document.querySelector('.list').scrollTo(0, 1e9)");
        assertThat(page.locator(".item .name").last()).hasText("f.2000.png");
        assertThat(page.locator("#total-text")).containsText("0 of 2000 done");
    }

    @Test
    void touchUpsCanBeUndoneSurviveAReloadAndAreSavedBesideTheResult() {
        choose(picture("a.png", 160));
        assertThat(page.locator("#legend li")).hasCount(2);
        page.locator("[data-edit=swap]").click();
        assertThat(page.locator("[data-edit=save]")).isVisible();
        page.keyboard().press("Control+z");
        assertThat(page.locator("[data-edit=save]")).isHidden();
        assertThat(page.locator("[data-edit=undo]")).isDisabled();
        page.keyboard().press("Control+Shift+Z");
        stored("drafts", "all[0]?.strokes.length === 1");
        page.reload();
        assertThat(page.locator("[data-edit=undo]")).isEnabled();
        Response saved = page.waitForResponse(
                "**/edits", () -> page.locator("[data-edit=save]").click());
        assertThat(saved.status()).isEqualTo(202);
        assertThat(page.locator("[data-edit=save]")).isHidden();
        String edits = saved.url();
        given().get(edits).then().statusCode(200).body("strokes[0].kind", org.hamcrest.Matchers.equalTo("swap-sides"));
    }

    @Test
    void aStrokePaintsWhereThePointerWas() {
        choose(picture("a.png", 160));
        assertThat(page.locator("#legend li")).hasCount(2);
        page.locator("[data-edit=tool-brush]").click();
        page.locator("#legend [data-label=right-green] .label").click();
        com.microsoft.playwright.options.BoundingBox stage =
                page.locator(".stage").boundingBox();
        double x = stage.x + stage.width / 2;
        double y = stage.y + stage.height / 2;
        page.mouse().move(x - 20, y);
        page.mouse().down();
        page.mouse().move(x, y);
        page.mouse().move(x + 1, y);
        page.mouse().up();
        assertThat(page.locator(".probe")).containsText("right green");
        assertThat(page.locator("[data-edit=undo]")).isEnabled();
    }

    @Test
    void twoFingersZoomAndMoveAndOneDraws() {
        choose(picture("a.png", 320));
        assertThat(page.locator("#legend li")).hasCount(2);
        page.locator("[data-edit=tool-brush]").click();
        Touch touch = new Touch(page);
        double before = touch.view("zoom");
        touch.drag(new double[] {-40, 0, 40, 0}, new double[] {-80, 0, 80, 0});
        assertThat(touch.view("zoom") / before).isCloseTo(2, Offset.offset(0.05));
        assertThat(touch.view("x")).isCloseTo(160, Offset.offset(1.0));
        double zoom = touch.view("zoom");
        touch.drag(new double[] {-40, 0, 40, 0}, new double[] {20, 30, 100, 30});
        assertThat(touch.view("zoom") / zoom).isCloseTo(1, Offset.offset(0.05));
        assertThat(touch.view("x")).isCloseTo(160 - 60 / zoom, Offset.offset(2.0));
        assertThat(touch.view("y")).isCloseTo(120 - 30 / zoom, Offset.offset(2.0));
        assertThat(page.locator("[data-edit=undo]")).isDisabled();
        touch.drag(new double[] {0, 0}, new double[] {40, 10});
        assertThat(page.locator("[data-edit=undo]")).isEnabled();
    }

    @Test
    void exportsEqualTheTreesOfTheCommandLineAndTheBucketByteForByte() throws Exception {
        choose(picture("plate.0001.png", 160), picture("plate.0002.png", 160));
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        page.locator("#export").click();
        String limn = page.locator("pre").first().innerText();
        String curl = page.locator("pre").nth(1).innerText();
        Download download =
                page.waitForDownload(() -> page.locator("#export-zip").click());
        Map<String, String> hashes = zip(download.path());
        assertThat(hashes.keySet())
                .contains("plate_png/labels/plate.0001.png", "plate_png/labels/plate.0002.png", "plate_png/labels.json")
                .contains("plate_png/parse/plate.0001.json", "plate_png/parse/plate.0002.json")
                .anyMatch(name -> name.matches("plate_png/mattes/[\\w.-]+/plate\\.0001\\.png"));
        Path folder = Files.createDirectories(home.resolve("plates"));
        for (String name : List.of("plate.0001.png", "plate.0002.png")) {
            Files.write(folder.resolve(name), Drawn.picture(160, 120));
        }
        Map<String, String> parsed = parsed(folder, limn);
        assertThat(hashes).isEqualTo(parsed);
        assertThat(bucket(parsed.size())).isEqualTo(parsed);
        Process shell = new ProcessBuilder("bash", "-c", curl)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(zip(folder.resolve("results.zip"))).isEqualTo(parsed);
    }

    /** Files of a zip, as hashes. */
    private static Map<String, String> zip(Path path) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                found.put(
                        entry.getName(),
                        hash("/" + entry.getName(), zip.getInputStream(entry).readAllBytes()));
            }
        }
        return found;
    }

    /** What the service makes of the same pictures in the uploads bucket, under their names, with the same outputs as its default. */
    private Map<String, String> bucket(int files) throws IOException {
        for (String name : List.of("plate.0001.png", "plate.0002.png")) {
            Files.write(home.resolve("data/uploads").resolve(name), Drawn.picture(160, 120));
        }
        Path results = home.resolve("data/results");
        Polling.until(Duration.ofMinutes(1), () -> tree(results, "plate_png").size() >= files);
        return tree(results, "plate_png");
    }

    /**
     * Waits until the browser's database holds what is wanted. Not {@code waitForFunction}, which takes a promise for true.
     *
     * @param wanted of {@code all}, the records of the store
     */
    private void stored(String store, String wanted) {
        page.evaluate(
                """
                async store => {
                  const answer = request => new Promise((done, failed) => {
                    request.onsuccess = () => done(request.result);
                    request.onerror = () => failed(request.error);
                  });
                  const database = await answer(indexedDB.open('limn'));
                  for (const end = performance.now() + 30000; performance.now() < end; ) {
                    const all = await answer(database.transaction(store).objectStore(store).getAll());
                    if (%s) return database.close();
                    await new Promise(next => setTimeout(next, 50));
                  }
                  throw new Error(`${store} never held what was wanted`);
                }"""
                        .formatted(wanted),
                store);
    }

    /** What the page's command line makes in a folder, as hashes by path; of manifests, which tell times, only that they are there. */
    private Map<String, String> parsed(Path folder, String line) throws Exception {
        List<String> words = List.of(line.trim().split(" "));
        assertThat(words.get(0)).isEqualTo("limn");
        Map<String, String> properties = Map.of(
                "limn.model.name",
                "tiny",
                "limn.model.directory",
                home.resolve("models").toString());
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        try (LimnProcess limn = LimnProcess.start(folder, properties, arguments)) {
            assertThat(limn.exitCode(Duration.ofMinutes(2))).as(limn.output()).isZero();
        }
        return tree(folder.resolve("out"), "");
    }

    /** Files below a folder, by their path from the root, as hashes. */
    private static Map<String, String> tree(Path root, String below) {
        Map<String, String> found = new TreeMap<>();
        Path folder = root.resolve(below);
        if (!Files.exists(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(root.relativize(file).toString(), hash(file.toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String hash(String name, byte[] bytes) {
        return name.contains("/parse/") ? "manifest" : Sha256.of(bytes);
    }

    @Test
    void platesThatBrowsersCannotDrawAreDrawnByTheService() throws IOException {
        choose(
                new FilePayload("a.tif", "image/tiff", Plates.tiff(160, 120)),
                new FilePayload("b.exr", "application/octet-stream", Plates.exr(160, 120)),
                new FilePayload("c.dpx", "application/octet-stream", Plates.dpx(160, 120)));
        assertThat(page.locator(".item[data-state=done]")).hasCount(3);
        for (String name : List.of("a.tif", "b.exr", "c.dpx")) {
            row(name).locator(".open").click();
            assertThat(page.locator("#viewer-title")).hasText(name);
            page.waitForFunction("() => document.querySelector('.stage').frame?.maps.parts");
            assertThat(page.locator("#legend li")).hasCount(2);
            @SuppressWarnings("unchecked")
            List<Integer> sides = (List<Integer>)
                    page.evaluate(
                            """
                    () => {
                      const { bitmap } = document.querySelector('.stage').frame;
                      const pen = new OffscreenCanvas(160, 120).getContext('2d');
                      pen.drawImage(bitmap, 0, 0);
                      return [...pen.getImageData(60, 45, 1, 1).data, ...pen.getImageData(100, 45, 1, 1).data];
                    }""");
            assertThat(sides.get(0)).as(name + ": red at the left").isGreaterThan(150);
            assertThat(sides.get(1)).as(name + ": no green at the left").isLessThan(80);
            assertThat(sides.get(4)).as(name + ": no red at the right").isLessThan(80);
            assertThat(sides.get(5)).as(name + ": green at the right").isGreaterThan(150);
        }
    }

    @Test
    void colourOptionsAreSentWithAPictureAndItsExport() {
        page.locator("#reading").click();
        page.locator("#reading-colour").selectOption("logc3");
        page.locator("#reading-exposure").fill("1.5");
        page.locator("#reading-exposure").press("Tab");
        page.keyboard().press("Escape");
        Request sent = page.waitForRequest(Pattern.compile(".*/v1/jobs\\?.*"), () -> choose(picture("a.png", 160)));
        assertThat(sent.url()).contains("colour=logc3").contains("exposure=1.5");
        assertThat(page.locator(".item[data-state=done]")).hasCount(1);
        page.locator("#export").click();
        assertThat(page.locator("pre").first()).containsText("--colour logc3 --exposure 1.5");
    }

    /**
     * What a move of the brush costs the page's main thread, by Chromium's own trace of a picture of 4096×3072. It is about 2 ms; 16 ms are a
     * frame of the screen, which the browser's own work and a slower machine have to share.
     */
    @Test
    void aMoveOfTheBrushTakesAFractionOfAFrame() {
        page.setViewportSize(1440, 900);
        choose(new FilePayload("large.png", "image/png", Drawn.picture(4096, 3072)));
        assertThat(page.locator("#legend li")).hasCount(2);
        page.locator("[data-edit=tool-brush]").click();
        com.microsoft.playwright.options.BoundingBox stage =
                page.locator(".stage").boundingBox();
        double x = stage.x + 150;
        double y = stage.y + stage.height / 2;
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x + 20, y, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(10));
        com.microsoft.playwright.Browser browser = page.context().browser();
        browser.startTracing(
                page,
                new com.microsoft.playwright.Browser.StartTracingOptions().setCategories(List.of("devtools.timeline")));
        int moves = 120;
        for (int i = 0; i < moves; i++) {
            page.mouse().move(x + 20 + 3 * i, y + 60 * Math.sin(i / 9.0));
        }
        JsonArray events = JsonParser.parseString(new String(browser.stopTracing(), StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonArray("traceEvents");
        page.mouse().up();
        double cpu = 0;
        int dispatched = 0;
        for (JsonElement one : events) {
            JsonObject event = one.getAsJsonObject();
            String name = event.get("name").getAsString();
            boolean move = name.equals("EventDispatch") && event.toString().contains("\"pointermove\"");
            dispatched += move ? 1 : 0;
            if (event.has("tdur")
                    && (move
                            || List.of(
                                            "FireAnimationFrame",
                                            "Paint",
                                            "PrePaint",
                                            "Layout",
                                            "Layerize",
                                            "Commit",
                                            "UpdateLayoutTree")
                                    .contains(name))) {
                cpu += event.get("tdur").getAsDouble() / 1000;
            }
        }
        assertThat(dispatched).isGreaterThan(moves / 2);
        assertThat(cpu / dispatched).as("ms a move").isLessThan(8);
    }

    private static FilePayload picture(String name, int width) {
        return new FilePayload(name, "image/png", Drawn.picture(width, width * 3 / 4));
    }

    private com.microsoft.playwright.Locator row(String name) {
        return page.locator(".item", new Page.LocatorOptions().setHasText(name));
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
                  document.body.dispatchEvent(
                    new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""",
                List.of(List.of(bad, base64(badBytes)), List.of(good, base64(goodBytes))));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
