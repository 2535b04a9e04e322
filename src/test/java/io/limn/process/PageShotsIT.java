package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import io.limn.http.Drawn;
import io.limn.video.Films;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clips and sequences on the page, their corrections, and a service that is killed meanwhile. */
@Tag("process")
class PageShotsIT extends OpenedPage {
    private static final String JOB =
            """
            {"id": "x", "state": "running", "fraction": 0.3, "created": "2026-01-31T12:00:00Z",
             "links": {"self": "/v1/jobs/x", "events": "/v1/jobs/x/events", "zip": "/v1/jobs/x/zip"},
             "frames": [{"frame": 1, "name": "c.mp4", "state": "running", "stage": "%s", "fraction": 0.3%s}]}""";

    /** What the service tells of a finished frame of a shot. */
    private static final String ITEM =
            """
            {"frame": %1$d, "file": "c.000%1$d.mp4", "persons": [{}],
             "files": ["steady/frame/c.000%1$d.jpg", "steady/labels/c.000%1$d.png"]}""";

    private final List<String> shouted = new ArrayList<>();

    @Override
    void arrived() {
        shouted.clear();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                shouted.add(message.text());
            }
        });
        super.arrived();
    }

    @Test
    void aClipThatIsDroppedBecomesItsFramesAndACorrectionOfOneReachesTheOthers() throws Exception {
        Films.installed();
        Path plate = Files.write(home.resolve("plate.png"), Drawn.picture(160, 120));
        Path clip = Films.make(
                home.resolve("clip.mkv"), "-loop 1 -i " + plate + " -frames:v 4 -r 12 -c:v ffv1 -pix_fmt bgr0");
        drop("clip.mkv", Files.readAllBytes(clip));
        assertThat(page.locator(".item[data-state=done]")).hasCount(4);
        assertThat(page.locator(".total")).isHidden();
        openFrame(2);
        assertThat(page.locator("#viewer-title")).hasText("clip.0003.jpg");
        String before = seen();
        openFrame(1);
        paint();
        Response saved = page.waitForResponse(
                Pattern.compile(".*/v1/shots/.*/frames/clip.0002.mkv/edits"),
                () -> page.locator("[data-edit=save]").click());
        assertThat(saved.status()).isEqualTo(202);
        drawnAgain();
        openFrame(2);
        assertThat(page.locator(".carried")).containsText("clip.0002.mkv");
        String carried = seen();
        assertThat(carried).isNotEqualTo(before);
        String shot = saved.url().replaceAll("/frames/.*", "");
        assertThat(carried).isEqualTo(ShownMasks.stored(shot + "/files/steady/labels/clip.0003.png"));
        page.locator("[data-mode=matte]").click();
        assertThat(ShownMasks.coverage(page))
                .isEqualTo(ShownMasks.matte(shot + "/files/steady/mattes/person/clip.0003.png"));
        page.locator("[data-mode=overlay]").click();
        String both = strokesOfItsOwnAreAddedToWhatWasCarried(shot, carried);
        assertThat(exported("clip_mkv/steady/labels/clip.0003.png")).isEqualTo(both);
        page.reload();
        assertThat(page.locator(".carried")).containsText("clip.0002.mkv");
        page.waitForFunction("() => document.querySelector('.stage').frame?.maps.parts");
        assertThat(seen()).isEqualTo(both);
        openFrame(1);
        assertThat(page.locator("[data-edit=undo]")).isEnabled();
        assertThat(seen()).isEqualTo(ShownMasks.stored(shot + "/files/steady/labels/clip.0002.png"));
        page.locator("[data-edit=revert]").click();
        drawnAgain();
        openFrame(2);
        assertThat(page.locator(".carried")).hasCount(0);
        assertThat(seen()).isEqualTo(ShownMasks.stored(shot + "/files/steady/labels/clip.0003.png"));
        page.locator("[data-edit=undo]").click();
        assertThat(seen()).isEqualTo(before);
        assertThat(shouted).isEmpty();
    }

    /** On the third frame, which a correction of the second one has reached. */
    private String strokesOfItsOwnAreAddedToWhatWasCarried(String shot, String carried) throws IOException {
        stroke(0, 40);
        String both = seen();
        assertThat(both).isNotEqualTo(carried);
        page.locator("[data-edit=undo]").click();
        assertThat(seen()).isEqualTo(carried);
        page.locator("[data-edit=redo]").click();
        page.locator("[data-edit=save]").click();
        drawnAgain();
        assertThat(page.locator(".carried")).containsText("clip.0002.mkv");
        assertThat(ShownMasks.stored(shot + "/files/steady/base/labels/clip.0003.png"))
                .isEqualTo(carried);
        assertThat(ShownMasks.stored(shot + "/files/steady/labels/clip.0003.png"))
                .isEqualTo(both);
        openFrame(1);
        stroke(0, -40);
        page.locator("[data-edit=save]").click();
        drawnAgain();
        openFrame(2);
        String more = seen();
        assertThat(more).isNotEqualTo(both);
        assertThat(more).isEqualTo(ShownMasks.stored(shot + "/files/steady/labels/clip.0003.png"));
        return more;
    }

    @Test
    void numberedFramesBecomeAShotAndItsCorrectionsOutlastAReloadAndTheServicesCopy() throws Exception {
        Response sent = page.waitForResponse(
                Pattern.compile(".*/v1/shots\\?.*"),
                () -> choose(
                        picture("plate.0001.png", 160),
                        picture("plate.0002.png", 160),
                        picture("plate.0003.png", 160)));
        assertThat(sent.status()).isEqualTo(202);
        assertThat(page.locator(".item[data-state=done]")).hasCount(3);
        assertThat(page.locator("#steady")).hasAttribute("aria-pressed", "true");
        openFrame(0);
        String before = seen();
        paint();
        String painted = seen();
        Set<String> cut = loseOnce("/frames\\?from=", "/files/steady/labels/", "/files/shot.json");
        page.locator("[data-edit=save]").click();
        drawnAgain();
        assertThat(cut).hasSize(3);
        page.unrouteAll();
        openFrame(1);
        assertThat(page.locator(".carried")).containsText("plate.0001.png");
        page.reload();
        assertThat(page.locator("#steady")).hasAttribute("aria-pressed", "true");
        openFrame(0);
        assertThat(page.locator("[data-edit=undo]")).isEnabled();
        assertThat(seen()).isEqualTo(painted);
        page.locator("#steady").click();
        assertThat(page.locator("[data-edit=undo]")).isDisabled();
        assertThat(seen()).as("the picture's own labels").isEqualTo(before);
        page.locator("#steady").click();
        openFrame(2);
        given().delete(sent.headers().get("location").replaceFirst("/v1/shots/", "/v1/jobs/"))
                .then()
                .statusCode(204);
        page.locator("[data-edit=tool-eraser]").click();
        stroke(-20, 0);
        Response again = page.waitForResponse(
                response -> response.status() == 202 && response.url().contains("plate.0003"),
                () -> page.locator("[data-edit=save]").click());
        assertThat(again.url()).doesNotContain(id(sent.headers().get("location")));
        drawnAgain();
        given().get(again.url().replace("plate.0003", "plate.0001")).then().statusCode(200);
    }

    @Test
    void aShotThatIsRefusedSaysWhyAndCanBeSentAgain() {
        page.route(
                Pattern.compile(".*/v1/shots\\?.*"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(400)
                        .setBody("{\"type\":\"urn:limn:problem:bad-shot\",\"detail\":\"Not one sequence.\"}")));
        choose(picture("plate.0001.png", 160), picture("plate.0002.png", 160));
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        page.locator("#shot").click();
        assertThat(page.locator(".shotbar").first()).containsText("Not one sequence.");
        assertThat(page.locator("#shot")).isVisible();
    }

    @Test
    void aRunningShotWaitsForAnUnreachableServiceAndSaysWhenItIsGone() {
        choose(picture("plate.0001.png", 160), picture("plate.0002.png", 160));
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
        boolean[] away = {false};
        boolean[] gone = {false};
        page.route(Pattern.compile(".*/v1/(shots\\?|jobs/x).*"), route -> {
            if (away[0]) {
                route.abort("connectionrefused");
            } else if (gone[0]) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(404)
                        .setBody("{\"type\":\"urn:limn:problem:unknown-job\",\"detail\":\"No job.\"}"));
            } else {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(route.request().url().endsWith("/events") ? 204 : 200)
                        .setBody(JOB.formatted("queue", "")));
            }
        });
        page.locator("#shot").click();
        assertThat(page.locator(".shotbar").first()).containsText("In the queue");
        away[0] = true;
        assertThat(page.locator(".shotbar").first()).containsText("can’t be reached; trying again");
        page.reload();
        assertThat(page.locator(".shotbar").first()).containsText("can’t be reached; trying again");
        away[0] = false;
        assertThat(page.locator(".shotbar").first()).containsText("In the queue");
        gone[0] = true;
        assertThat(page.locator(".shotbar").first()).containsText("no longer has this sequence. Steady it again.");
        assertThat(page.locator("#shot")).isVisible();
        assertThat(page.locator(".item[data-state=done]")).hasCount(2);
    }

    @Test
    void aClipSaysWhatItIsWaitingFor() {
        String[] now = {JOB.formatted("queue", "")};
        boolean[] held = {true};
        page.route(Pattern.compile(".*/v1/(shots\\?|jobs/x).*"), route -> {
            if (!held[0]) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(route.request().url().endsWith("/events") ? 204 : 200)
                        .setBody(now[0]));
            }
        });
        drop("c.mp4", Drawn.zip());
        assertThat(page.locator(".item .state")).hasText(Pattern.compile("Sending, \\d+ %|Sent"));
        assertThat(page.locator(".note"))
                .hasText(Pattern.compile("\\d+ k?B of \\d+ k?B sent|Sent; waiting for the service"));
        held[0] = false;
        page.route(
                "**/v1/shots/x/frames*",
                route -> route.fulfill(
                        new Route.FulfillOptions().setBody("{\"frames\": 8, \"done\": 0, \"items\": []}")));
        page.reload();
        assertThat(page.locator(".item .state")).hasText("In the queue");
        assertThat(page.locator(".note")).hasText("In the queue");
        now[0] = JOB.formatted("infer", "");
        assertThat(page.locator(".note")).hasText("Waiting for the first frame");
        now[0] = JOB.formatted("infer", ", \"shot\": {\"done\": 3, \"frames\": 8}");
        assertThat(page.locator(".item .state")).hasText("3 of 8 frames");
        assertThat(page.locator(".note"))
                .hasText("3 of 8 frames"); // none of them since the reload, so there is no pace yet
        now[0] = JOB.formatted("infer", ", \"shot\": {\"done\": 4, \"frames\": 8}");
        assertThat(page.locator(".note"))
                .hasText(Pattern.compile("4 of 8 frames · (about \\d+ (s|min)|less than a second) left"));
        page.locator("#language").selectOption("zh");
        assertThat(page.locator(".item .state")).hasText("4 / 8 帧");
        now[0] = JOB.formatted("queue", "");
        page.reload();
        assertThat(page.locator(".item .state")).hasText("排队中");
    }

    @Test
    void aClipShowsItsNewestFrameUntilAnotherOneIsOpened() {
        int[] done = {2};
        page.route(
                Pattern.compile(".*/v1/(shots\\?|jobs/x).*"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(route.request().url().endsWith("/events") ? 204 : 200)
                        .setBody(JOB.formatted("infer", ", \"shot\": {\"done\": " + done[0] + ", \"frames\": 8}"))));
        page.route(Pattern.compile(".*/v1/shots/x/frames\\?.*"), route -> {
            int from = Integer.parseInt(route.request().url().replaceAll(".*from=(\\d+).*", "$1"));
            String items = IntStream.rangeClosed(from, done[0])
                    .mapToObj(ITEM::formatted)
                    .collect(joining(","));
            route.fulfill(new Route.FulfillOptions()
                    .setBody("{\"frames\": 8, \"done\": " + done[0] + ", \"items\": [" + items + "]}"));
        });
        page.route(
                Pattern.compile(".*/v1/shots/x/files/.*"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setBodyBytes(
                                route.request().url().contains("/frame/")
                                        ? Drawn.picture(160, 120)
                                        : ShownMasks.everywhere(160, 120))));
        drop("c.mp4", Drawn.zip());
        assertThat(page.locator("#viewer-title")).hasText("c.0002.jpg");
        page.waitForFunction("() => document.querySelector('.stage').frame?.maps.parts");
        done[0] = 3;
        assertThat(page.locator("#viewer-title")).hasText("c.0003.jpg");
        page.locator(".item .open").nth(1).click();
        done[0] = 4;
        assertThat(page.locator(".item")).hasCount(5);
        assertThat(page.locator("#viewer-title")).hasText("c.0001.jpg");
        page.locator(".item .open").first().click();
        assertThat(page.locator("#viewer-title")).hasText("c.0004.jpg");
    }

    @Test
    void aClipIsFinishedAlthoughConnectionsAreLostWhileItsFramesAreFetched() throws Exception {
        Films.installed();
        Path plate = Files.write(home.resolve("cut.png"), Drawn.picture(160, 120));
        Path clip = Films.make(
                home.resolve("cut.mkv"), "-loop 1 -i " + plate + " -frames:v 3 -r 12 -c:v ffv1 -pix_fmt bgr0");
        Set<String> cut =
                loseOnce("/frames\\?from=", "/files/shot.json", "/files/steady/frame/", "/files/steady/labels/");
        drop("cut.mkv", Files.readAllBytes(clip));
        assertThat(page.locator(".item[data-state=done]")).hasCount(3);
        assertThat(page.locator(".total")).isHidden();
        assertThat(page.locator(".item")).hasCount(3);
        assertThat(cut).hasSize(4);
    }

    @Test
    void aPictureWhoseJobIsGoneCanBeParsedAgain() {
        Pattern jobs = Pattern.compile(".*/v1/jobs/[^/]+(/events)?$");
        String gone = "{\"type\":\"urn:limn:problem:unknown-job\",\"detail\":\"There is no such job.\"}";
        page.route(
                jobs,
                route -> route.fulfill(new Route.FulfillOptions().setStatus(404).setBody(gone)));
        choose(picture("b.png", 160));
        assertThat(page.locator(".item[data-state=failed]")).hasCount(1);
        assertThat(page.locator(".note")).containsText("The service no longer has the results. Parse it again.");
        page.unroute(jobs);
        page.locator(".note button").click();
        assertThat(page.locator(".item[data-state=done]")).hasCount(1);
    }

    @Test
    void picturesAddedOfflineAreParsedOnceThereIsANetwork() {
        page.context().setOffline(true);
        choose(picture("a.png", 160));
        assertThat(page.locator("#total-text")).containsText("the service can’t be reached; trying again");
        page.context().setOffline(false);
        assertThat(page.locator(".item[data-state=done]")).hasCount(1);
    }

    @Test
    void afterTheServiceIsKilledAndRestartedAllIsDoneAndNothingIsSentTwice() throws Exception {
        page.addInitScript(
                """
                window.accepted = [];
                const send = XMLHttpRequest.prototype.send;
                const dead = new Promise(done => (window.killed = done));
                XMLHttpRequest.prototype.send = function (form) {
                  const names = form.getAll('image').map(file => file.name);
                  this.addEventListener('load', () => this.status === 202 && accepted.push(...names));
                  // the last job waits: on a slow machine all would be done before the service is killed
                  if (names.length === 1) dead.then(() => send.call(this, form));
                  else send.call(this, form);
                };""");
        page.reload();
        assertThat(page.locator("#model")).containsText("tiny");
        FilePayload[] all = new FilePayload[23]; // jobs of 2, 20 and 1
        for (int i = 0; i < all.length; i++) {
            all[i] = picture("p" + (char) ('a' + i) + ".png", 320);
        }
        choose(all);
        page.waitForFunction("() => accepted.length > 0");
        service.kill();
        page.evaluate("() => killed()");
        assertThat(page.locator("#total-text")).containsText("the service can’t be reached; trying again");
        service.startAgain();
        page.waitForFunction("() => accepted.length >= 23");
        assertThat(page.locator(".total")).isHidden();
        assertThat(page.locator(".item[data-state=failed]")).hasCount(0);
        @SuppressWarnings("unchecked")
        List<String> accepted = (List<String>) page.evaluate("() => accepted");
        assertThat(accepted).hasSize(23).doesNotHaveDuplicates();
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** The first call of each of these of shots gets no answer. */
    private Set<String> loseOnce(String... calls) {
        Set<String> lost = ConcurrentHashMap.newKeySet();
        for (String what : calls) {
            page.route(Pattern.compile(".*/v1/shots/.*" + what + ".*"), route -> {
                if (lost.add(what)) {
                    route.abort("connectionreset");
                } else {
                    route.resume();
                }
            });
        }
        return lost;
    }

    /** Until the frames have been drawn again that a correction reaches. */
    private void drawnAgain() {
        assertThat(page.locator("#corrections")).isVisible();
        assertThat(page.locator("#corrections")).isHidden();
    }

    private String seen() {
        return ShownMasks.labels(page);
    }

    private void openFrame(int at) {
        page.evaluate("() => { window.before = document.querySelector('.stage').frame; }");
        page.locator(".item .open").nth(at).click();
        page.waitForFunction(
                "() => { const { frame } = document.querySelector('.stage'); return frame !== before && frame?.maps.parts; }");
        assertThat(page.locator("#viewer-title"))
                .hasText(page.locator(".item .open").nth(at).getAttribute("title"));
    }

    /** A brush stroke of another label, over the middle of the picture. */
    private void paint() {
        page.locator("[data-edit=tool-brush]").click();
        page.locator("#legend [data-label=right-green] .label").click();
        stroke(-40, 0);
        assertThat(page.locator("[data-edit=undo]")).isEnabled();
    }

    /** From a point of the stage, as far from its middle, to the middle. */
    private void stroke(double right, double down) {
        BoundingBox stage = page.locator(".stage").boundingBox();
        double x = stage.x + stage.width / 2;
        double y = stage.y + stage.height / 2;
        page.mouse().move(x + right, y + down);
        page.mouse().down();
        page.mouse().move(x, y, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(4));
        page.mouse().up();
    }

    /** A mask of the zip that the page makes of everything, as a hash of its ids. */
    private String exported(String path) throws IOException {
        page.locator("#export").click();
        Download download =
                page.waitForDownload(() -> page.locator("#export-zip").click());
        page.keyboard().press("Escape");
        try (ZipFile zip = new ZipFile(download.path().toFile())) {
            return ShownMasks.ids(zip.getInputStream(zip.getEntry(path)).readAllBytes());
        }
    }

    private static FilePayload picture(String name, int width) {
        return new FilePayload(name, "image/png", Drawn.picture(width, width * 3 / 4));
    }

    private void choose(FilePayload... files) {
        page.locator("#files").setInputFiles(files);
    }

    private void drop(String name, byte[] bytes) {
        page.evaluate(
                """
                ([name, text]) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name));
                  document.body.dispatchEvent(
                    new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""",
                List.of(name, Base64.getEncoder().encodeToString(bytes)));
    }
}
