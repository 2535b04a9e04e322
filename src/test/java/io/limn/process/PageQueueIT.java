package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.limn.http.Drawn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How pictures come into the page's queue, what it says of them, and what the page itself costs. */
@Tag("process")
class PageQueueIT extends OpenedPage {
    private static final Pattern JOBS = Pattern.compile(".*/v1/jobs\\?.*");

    @Test
    void samplesPastedPicturesAndFoldersAreTaken() throws Exception {
        page.locator(".sample").first().click();
        assertThat(page.locator(".item .open").first()).hasAttribute("title", "street-pair.jpg");
        page.evaluate(
                """
                () => {
                  const data = new DataTransfer();
                  for (const part of ['a', 'b']) data.items.add(new File([part], 'image.png', { type: 'image/png' }));
                  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
                }""");
        assertThat(page.locator(".item .open").nth(1)).hasAttribute("title", "pasted-1.png");
        assertThat(page.locator(".item .open").nth(2)).hasAttribute("title", "pasted-2.png");
        Path folder = Files.createDirectories(home.resolve("folder/inner"));
        Files.write(folder.resolve("f.10.png"), Drawn.picture(40, 30));
        Files.write(folder.resolve("f.9.png"), Drawn.picture(40, 30));
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        dropPath(folder.getParent());
        assertThat(page.locator(".item .open").nth(3)).hasAttribute("title", "f.9.png");
        assertThat(page.locator(".item .open").nth(4)).hasAttribute("title", "f.10.png");
        assertThat(page.locator(".item")).hasCount(5);
        page.evaluate(
                """
                () => {
                  const data = new DataTransfer();
                  data.setData('text/plain', 'words');
                  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""");
        assertThat(page.locator("#said")).containsText("There was no file in that.");
    }

    /** As a file manager does. */
    private void dropPath(Path path) {
        CDPSession devtools = page.context().newCDPSession(page);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            JsonArray files = new JsonArray();
            files.add(path.toString());
            JsonObject data = new JsonObject();
            data.add("items", new JsonArray());
            data.add("files", files);
            data.addProperty("dragOperationsMask", 1);
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", 600);
            event.addProperty("y", 400);
            event.add("data", data);
            devtools.send("Input.dispatchDragEvent", event);
        }
        devtools.detach();
    }

    @Test
    void whatIsTooLargeIsSaidBeforeAnythingIsSent() {
        page.route("**/v1/models", route -> {
            String told = route.fetch().text().replaceAll("\"pictureBytes\":\\d+", "\"pictureBytes\":1000");
            route.fulfill(new Route.FulfillOptions().setBody(told));
        });
        page.reload();
        assertThat(page.locator(".limits")).containsText("Up to 1 kB");
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.add(request.url());
            }
        });
        choose(new FilePayload("large.png", "image/png", new byte[1001]));
        assertThat(page.locator(".item[data-state=failed] .state")).containsText("larger than the service accepts");
        assertThat(sent).isEmpty();
    }

    @Test
    void theQueueCanBePausedAndCancelled() {
        int[] calls = {0};
        page.route(JOBS, route -> calls[0]++);
        choose(picture("a.png"), picture("b.png"));
        page.waitForCondition(() -> calls[0] > 0);
        page.locator(".total button").nth(0).click();
        assertThat(page.locator("#total-text")).containsText("0 of 2 done");
        assertThat(page.locator("#total-text")).containsText("paused");
        int before = calls[0];
        choose(picture("c.png"));
        assertThat(page.locator("#total-text")).containsText("0 of 3 done");
        assertThat(page.locator(".item .state").last()).hasText("Waiting");
        assertThat(calls[0]).isEqualTo(before);
        page.locator(".total button").nth(1).click();
        assertThat(page.locator(".item")).hasCount(0);
        assertThat(page.locator(".total")).isHidden();
        assertThat(page.title()).isEqualTo("Limn");
    }

    @Test
    void timeLeftIsWhatIsLeftTimesThePaceSeen() {
        long[] began = {0};
        page.route(Pattern.compile(".*/v1/jobs(\\?|/x).*"), route -> {
            String url = route.request().url();
            if (url.contains("/x/")) {
                route.fulfill(new Route.FulfillOptions().setStatus(url.endsWith("/events") ? 204 : 404));
                return;
            }
            began[0] = began[0] == 0 ? System.nanoTime() : began[0];
            int done = (int) ((System.nanoTime() - began[0]) / 1_000_000_000);
            String frames = IntStream.rangeClosed(1, 2)
                    .mapToObj(n -> "{\"frame\": %d, \"name\": \"p%d.png\", \"state\": \"%s\", \"fraction\": 0}"
                            .formatted(n, n, n <= done ? "failed" : "waiting"))
                    .collect(joining(", "));
            String links = "{\"self\": \"/v1/jobs/x\", \"events\": \"/v1/jobs/x/events\", \"zip\": \"/v1/jobs/x/zip\"}";
            route.fulfill(new Route.FulfillOptions()
                    .setBody("{\"id\": \"x\", \"state\": \"running\", \"fraction\": 0, \"created\": \"\", \"links\": "
                            + links + ", \"frames\": [" + frames + "]}"));
        });
        page.route(JOBS, route -> {
            if (began[0] == 0) {
                route.fallback();
            }
        });
        choose(IntStream.rangeClosed(1, 40)
                .mapToObj(n -> picture("p" + n + ".png"))
                .toArray(FilePayload[]::new));
        assertThat(page.locator("#total-text")).containsText("time left not known yet");
        Pattern told = Pattern.compile("(\\d+) of 40 done.* about (\\d+) (s|min) left");
        page.waitForFunction("() => /^[12] of 40 done.*about/.test(document.querySelector('#total-text').textContent)");
        String text = page.locator("#total-text").textContent();
        Matcher found = told.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        // a picture a second: what is left takes at least as many seconds
        int seconds = Integer.parseInt(found.group(2)) * (found.group(3).equals("min") ? 60 : 1);
        assertThat(seconds).as(text).isBetween(25, 400);
    }

    @Test
    void whereTheBrowserKeepsNothingThePageAsksBeforeItGoes() {
        page.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
        page.route(JOBS, route -> {});
        page.reload();
        assertThat(page.locator("#model")).containsText("tiny");
        choose(picture("a.png"));
        assertThat(page.locator(".item")).hasCount(1);
        page.locator("#viewer-title").click(); // browsers ask only where somebody has done something
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.accept();
        });
        page.close(new Page.CloseOptions().setRunBeforeUnload(true));
        page.waitForCondition(() -> !asked.isEmpty());
        assertThat(asked).containsExactly("beforeunload");
    }

    @Test
    void aLinkToThePicturesResultsIsCopied() {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        choose(picture("a.png"));
        assertThat(page.locator(".item[data-state=done]")).hasCount(1);
        page.locator("#export").click();
        page.locator("dialog.export button", new Page.LocatorOptions().setHasText("Copy a link"))
                .click();
        assertThat(page.locator("dialog.export [role=status]")).hasText("Copied.");
        String link = (String) page.evaluate("() => navigator.clipboard.readText()");
        assertThat(given().get(link).then().statusCode(200).extract().asByteArray())
                .startsWith('P', 'K');
    }

    @Test
    void thePageIsSmallPaintsSoonAndAsksNobodyElse() {
        List<Request> asked = new ArrayList<>();
        page.onRequest(asked::add);
        double paint = Double.MAX_VALUE;
        for (int load = 0; load < 10 && paint >= 1000; load++) {
            page.reload();
            paint = ((Number)
                            page.evaluate(
                                    """
                    () => new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))
                      .observe({ type: 'paint', buffered: true }))"""))
                    .doubleValue();
        }
        assertThat(paint).as("ms to the first paint").isLessThan(1000);
        choose(picture("a.png"));
        assertThat(page.locator(".item[data-state=done]")).hasCount(1);
        assertThat(asked)
                .allMatch(request -> request.url().startsWith(service.root())
                        || request.url().startsWith("blob:"));
        long bytes = ((Number)
                        page.evaluate(
                                """
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                  .filter(({ name }) => !/\\/(v1|samples)\\//.test(name)).reduce((sum, one) => sum + one.encodedBodySize, 0)"""))
                .longValue();
        assertThat(bytes).as("compressed bytes of page, scripts and styles").isBetween(10_000L, 100_000L);
    }

    @Test
    void twoThousandPicturesScrollInAFractionOfAFrameEach() {
        page.route(JOBS, route -> {});
        page.evaluate(
                """
                () => {
                  const data = new DataTransfer();
                  for (let i = 1; i <= 2000; i += 1) data.items.add(new File([new Uint8Array(9)], `f.${i}.png`));
                  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""");
        assertThat(page.locator("#total-text")).containsText("of 2000 done");
        CDPSession devtools = page.context().newCDPSession(page);
        JsonObject threads = new JsonObject();
        threads.addProperty("timeDomain", "threadTicks");
        devtools.send("Performance.enable", threads);
        double before = worked(devtools);
        page.evaluate(
                """
                async () => {
                  const list = document.querySelector('.list');
                  for (let i = 0; i < 100; i += 1) {
                    list.scrollTop += 180;
                    await new Promise(next => setTimeout(next, 50));
                  }
                }""");
        assertThat(10 * (worked(devtools) - before))
                .as("ms of the main thread a frame")
                .isLessThan(16);
    }

    /** Seconds that the page's main thread has worked. */
    private static double worked(CDPSession devtools) {
        for (JsonElement metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new AssertionError("no TaskDuration");
    }

    private static FilePayload picture(String name) {
        return new FilePayload(name, "image/png", Drawn.picture(160, 120));
    }

    private void choose(FilePayload... files) {
        page.locator("#files").setInputFiles(files);
    }
}
