package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import io.limn.result.Sha256;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page shows after a stroke is, pixel by pixel in every layer, what the service makes of it.
 */
@Tag("process")
class PageStrokesIT {
    private static final Map<String, String> OUTPUTS =
            Map.of("parts", "labels", "anatomy", "anatomy", "persons", "persons");

    private static final int WIDTH = 512;
    private static final int HEIGHT = 384;

    private Page page;

    @Test
    void strokesGiveThePixelsOfTheService(@TempDir Path home) throws Exception {
        try (ServedPage service = ServedPage.withTheModel(home);
                ServedPage.Tab tab = service.tab()) {
            page = tab.page();
            page.setViewportSize(1440, 900);
            Path picture = small(home);
            Response sent = page.waitForResponse(
                    "**/v1/jobs?*", () -> page.locator("#files").setInputFiles(picture));
            assertThat(page.locator("#legend [data-label=upper-clothes]")).isVisible();
            String unedited = seen("parts") + seen("anatomy") + seen("persons");
            String job = service.root() + sent.headers().get("location").replaceFirst("^.*?(v1/jobs/)", "$1");
            BufferedImage parsed = delivered(job, "labels");
            ShownPixels pixels = new ShownPixels(page);
            pixels.cutoutsStandOnTheChosenBackground(parsed);
            pixels.aGridRunsBetweenPixels();
            tool("brush");
            label("left-arm");
            stroke(place("parts", "right-arm"), new double[] {40, 30}, new double[] {-30, 55}, new double[] {8, -20});
            same(service.root(), "brush over an arm, clothes and background");
            pixels.touchedUpPixelsAreGreen(parsed, delivered(job, "labels"));
            page.locator("#legend [data-row^=lock-]").first().click();
            label("right-leg");
            slide("hardness", "0.3");
            stroke(place("parts", "face"), new double[] {-60, 10}, new double[] {30, 40});
            same(service.root(), "soft brush, one label locked");
            tool("eraser");
            stroke(place("parts", "upper-clothes"), new double[] {50, 5}, new double[] {20, 30});
            same(service.root(), "eraser");
            tool("lasso");
            label("bag");
            double[] start = place("parts", "pants");
            for (int[] corner : new int[][] {{0, 0}, {50, 10}, {-20, 30}, {40, -25}, {5, 50}}) {
                page.mouse().click(start[0] + corner[0] + 0.3, start[1] + corner[1]);
            }
            page.keyboard().press("Enter");
            same(service.root(), "polygon that crosses itself");
            tool("edge");
            label("hat");
            start = place("parts", "upper-clothes");
            for (int[] corner : new int[][] {{0, 0}, {60, -20}, {70, 40}, {-30, 50}}) {
                page.mouse().click(start[0] + corner[0], start[1] + corner[1]);
            }
            page.keyboard().press("Enter");
            same(service.root(), "lasso that snaps to edges");
            tool("brush");
            slide("hardness", "0.6");
            slide("size", "40");
            label("dress");
            pen(place("parts", "pants"), new double[] {70, 20}, 0.2, 0.9, 0.4);
            same(service.root(), "pen with pressure");
            page.locator("[data-edit=inside]").check();
            label("left-leg");
            stroke(place("parts", "face"), new double[] {-120, 0}, new double[] {0, 60});
            same(service.root(), "brush only on people");
            page.locator("[data-edit=inside]").uncheck();
            tool("fill");
            label("scarf");
            click(place("parts", "pants"));
            same(service.root(), "fill of a label");
            click(place("parts", "background"));
            same(service.root(), "fill of the background");
            page.locator("[data-edit=undo]").click();
            tool("relabel");
            label("left-arm");
            click(place("parts", "right-arm"));
            same(service.root(), "relabel");
            click(place("parts", "face"));
            page.locator("[data-edit=swap]").click();
            same(service.root(), "swap of sides");
            layer("anatomy");
            tool("brush");
            label("left-hand");
            stroke(place("anatomy", "torso-front"), new double[] {60, 40}, new double[] {-10, 60});
            same(service.root(), "brush in anatomy");
            layer("persons");
            tool("split");
            double[] person = place("persons", "1");
            stroke(new double[] {person[0] - 60, person[1]}, new double[] {120, 4});
            same(service.root(), "split");
            tool("brush");
            label("2");
            stroke(person, new double[] {30, 30});
            same(service.root(), "brush in persons");
            tool("merge");
            double[] other = place("persons", "2");
            stroke(other, new double[] {place("persons", "1")[0] - other[0], place("persons", "1")[1] - other[1]});
            same(service.root(), "merge");
            tool("delete");
            click(place("persons", "2")); // merged into the one that the line came from
            same(service.root(), "a person removed");
            while (page.locator("[data-edit=undo]").isEnabled()) {
                page.locator("[data-edit=undo]").click();
            }
            assertThat(seen("parts") + seen("anatomy") + seen("persons")).isEqualTo(unedited);
            same(service.root(), "all undone");
        }
    }

    /** Every stroke draws the frame again: at half its size that takes a quarter of the time. */
    private static Path small(Path home) throws IOException {
        BufferedImage street = ImageIO.read(Path.of("samples/street-pair.jpg").toFile());
        BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(street, 0, 0, WIDTH, HEIGHT, null);
        pen.dispose();
        Path file = home.resolve("street-pair.jpg");
        ImageIO.write(small, "jpeg", file.toFile());
        return file;
    }

    private void tool(String name) {
        page.locator("[data-edit=tool-" + name + "]").click();
    }

    private void label(String name) {
        page.locator("#legend [data-label='" + name + "'] .label").click();
    }

    private void layer(String name) {
        page.locator("[data-row=tab-" + name + "]").click();
    }

    private void slide(String name, String value) {
        page.locator("[data-edit=" + name + "]")
                .evaluate("(one, value) => { one.value = value; one.dispatchEvent(new Event('input')); }", value);
    }

    /** Where a label of a layer is well inside, on the screen. */
    private double[] place(String layer, String label) {
        BoundingBox stage = page.locator(".stage").boundingBox();
        @SuppressWarnings("unchecked")
        List<Number> at = (List<Number>) page.evaluate(
                """
                ([layer, label]) => {
                  const { frame, view } = document.querySelector('.stage');
                  const { maps, width, height } = frame;
                  const id = layer === 'persons' ? Number(label) : frame.layers.get(layer).id(label);
                  let best = -1, most = 0, run = 0;
                  for (let i = 0; i < width * height; i += 1) {
                    run = maps[layer][i] === id && i % width > 0 ? run + 1 : 0;
                    const y = Math.floor(i / width);
                    if (run > most && y > 8 && y < height - 8 && i % width < width - 8) [most, best] = [run, i - (run >> 1)];
                  }
                  const at = view.toPane({ x: (best % width) + 0.5, y: Math.floor(best / width) + 0.5 });
                  return [at.x, at.y];
                }""",
                List.of(layer, label));
        return new double[] {
            stage.x + at.get(0).doubleValue(), stage.y + at.get(1).doubleValue()
        };
    }

    private void click(double[] at) {
        page.mouse().click(at[0], at[1]);
    }

    /** @param moves from one place to the next */
    private void stroke(double[] from, double[]... moves) {
        double x = from[0];
        double y = from[1];
        page.mouse().move(x, y);
        page.mouse().down();
        for (double[] move : moves) {
            x += move[0];
            y += move[1];
            page.mouse().move(x, y, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(5));
        }
        page.mouse().up();
    }

    /** A stroke of a pen, with a pressure for each of its points. */
    private void pen(double[] from, double[] step, double... pressures) {
        CDPSession devtools = page.context().newCDPSession(page);
        for (int i = 0; i <= pressures.length; i++) {
            JsonObject event = new JsonObject();
            boolean up = i == pressures.length;
            event.addProperty("type", i == 0 ? "mousePressed" : up ? "mouseReleased" : "mouseMoved");
            event.addProperty("x", from[0] + Math.min(i, pressures.length - 1) * step[0]);
            event.addProperty("y", from[1] + Math.min(i, pressures.length - 1) * step[1]);
            event.addProperty("button", "left");
            event.addProperty("buttons", up ? 0 : 1);
            event.addProperty("clickCount", 1);
            event.addProperty("pointerType", "pen");
            event.addProperty("force", up ? 0 : pressures[i]);
            devtools.send("Input.dispatchMouseEvent", event);
        }
        devtools.detach();
    }

    /** The map that is shown, as a hash. */
    private String seen(String layer) {
        return Sha256.of(Base64.getDecoder().decode((String) page.evaluate(
                """
                layer => {
                  const map = document.querySelector('.stage').frame.maps[layer];
                  let text = '';
                  for (let i = 0; i < map.length; i += 8192) text += String.fromCharCode(...map.subarray(i, i + 8192));
                  return btoa(text);
                }""",
                layer)));
    }

    private void same(String root, String what) throws IOException {
        Locator save = page.locator("[data-edit=save]");
        assertThat(save).isVisible();
        Response saved = page.waitForResponse("**/edits", save::click);
        assertThat(saved.status()).as(what + ": " + saved.text()).isEqualTo(202);
        String job = saved.url().replaceAll(".*(/v1/jobs/[^/]+)/.*", "$1");
        page.evaluate(
                """
                async job => {
                  for (const end = performance.now() + 60000; performance.now() < end; ) {
                    const { frames } = await (await fetch(job, { cache: 'no-store' })).json();
                    if (frames.every(({ state }) => state === 'done')) return;
                    await new Promise(next => setTimeout(next, 50));
                  }
                  throw new Error('the frame was not drawn again');
                }""",
                job);
        for (Map.Entry<String, String> output : OUTPUTS.entrySet()) {
            BufferedImage image = delivered(root + job.substring(1), output.getValue());
            byte[] ids = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            assertThat(Sha256.of(ids)).as(what + ": " + output.getKey()).isEqualTo(seen(output.getKey()));
        }
    }

    private static BufferedImage delivered(String job, String output) throws IOException {
        io.restassured.response.Response made = given().get(job + "/outputs/" + output);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(200);
        assertThat(made.contentType()).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(made.asByteArray()));
    }
}
