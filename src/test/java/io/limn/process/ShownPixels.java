package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Views of the opened picture whose pixels follow from the masks that the service delivered. */
record ShownPixels(Page page) {
    /** Half of a square in which a mask says the same everywhere. */
    private static final int AROUND = 10;

    private static final int LATTICE = 8;

    /** Where the masks are sure, a cutout is either its background or the picture. */
    void cutoutsStandOnTheChosenBackground(BufferedImage labels) {
        double[] ground = inside(labels, false);
        double[] body = inside(labels, true);
        mode("picture");
        int[] picture = colours(List.of(body)).get(0);
        mode("cutout");
        page.waitForFunction("() => document.querySelector('.stage').frame.coverage");
        Map<String, int[]> backs =
                Map.of("black", new int[3], "white", new int[] {255, 255, 255}, "colour", new int[] {0x12, 0x34, 0x56});
        backs.forEach((back, colour) -> {
            background(back);
            alike(back, colours(List.of(ground)).get(0), colour, 10);
            alike("the picture on " + back, colours(List.of(body)).get(0), picture, 10);
        });
        background("checker");
        double square = 12 / zoom();
        List<int[]> checks = colours(List.of(ground, new double[] {ground[0] + square, ground[1]}));
        boolean dark = checks.get(0)[0] < 0x80;
        alike("checker", checks.get(0), grey(dark ? 0x66 : 0x99), 10);
        alike("checker's next square", checks.get(1), grey(dark ? 0x99 : 0x66), 10);
        mode("overlay");
    }

    /** From 800 %: half grey lines on the borders of the frame's pixels, which stay even squares otherwise. */
    void aGridRunsBetweenPixels() {
        mode("picture");
        page.evaluate("() => document.querySelector('.stage').view.to(16)");
        int[] values = acrossPixels();
        for (int i = 0; i < values.length; i += 4) {
            int line = values[i + 1];
            int pixel = values[i + 2];
            assertThat(values[i + 3]).as("an even square").isEqualTo(pixel);
            assertThat(Math.min(Math.abs(2 * line - 128 - pixel), Math.abs(2 * line - 128 - values[i])))
                    .as("a line")
                    .isLessThanOrEqualTo(4);
        }
        page.locator("[data-tool=grid]").click();
        assertThat(page.locator("[data-tool=grid]").getAttribute("aria-pressed"))
                .isEqualTo("false");
        int[] without = acrossPixels();
        for (int i = 0; i < without.length; i += 4) {
            assertThat(without[i + 1]).as("no line").isIn(without[i], without[i + 2]);
        }
        page.locator(".stage .mark").focus();
        page.keyboard().press("Shift+G");
        assertThat(acrossPixels()).isEqualTo(values);
        page.evaluate("() => document.querySelector('.stage').view.fit()");
        mode("overlay");
    }

    /** In green, of seven pixels beside each other: in the one before, on the line, inside, and near the other end. */
    private int[] acrossPixels() {
        List<?> read = (List<?>)
                page.evaluate(
                        """
                () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
                  const { view } = document.querySelector('.stage');
                  const pen = document.querySelector('.stage .pane').getContext('2d');
                  const [column, row] = [Math.floor(view.x), Math.floor(view.y) + 0.5];
                  const y = Math.round(view.toPane({ x: column, y: row }).y);
                  const value = x => pen.getImageData(x, y, 1, 1).data[1];
                  done([-3, -2, -1, 0, 1, 2, 3].flatMap(i => {
                    const x = Math.round(view.toPane({ x: column + i, y: row }).x);
                    return [value(x - 8), value(x), value(x + 2), value(x + 13)];
                  }));
                })))""");
        return read.stream().mapToInt(one -> (Integer) one).toArray();
    }

    /** The rest is the picture, darkened. */
    void touchedUpPixelsAreGreen(BufferedImage before, BufferedImage now) {
        List<double[]> places = new ArrayList<>();
        List<Boolean> changed = new ArrayList<>();
        for (int y = LATTICE; y < now.getHeight() - LATTICE; y += LATTICE) {
            for (int x = LATTICE; x < now.getWidth() - LATTICE; x += LATTICE) {
                int count = 0;
                for (int i = 0; i < 25; i++) {
                    int column = x + i % 5 - 2;
                    int row = y + i / 5 - 2;
                    count += id(before, column, row) == id(now, column, row) ? 0 : 1;
                }
                if (count == 0 || count == 25) {
                    places.add(new double[] {x + 0.5, y + 0.5});
                    changed.add(count == 25);
                }
            }
        }
        assertThat(changed).contains(true, false);
        mode("picture");
        List<int[]> picture = colours(places);
        mode("before");
        List<int[]> shown = colours(places);
        for (int i = 0; i < places.size(); i++) {
            String where = "at " + places.get(i)[0] + ", " + places.get(i)[1];
            int[] dark = new int[3];
            for (int c = 0; c < dark.length; c++) {
                dark[c] = picture.get(i)[c] * (255 - 0xa0) / 255;
            }
            alike(where, shown.get(i), changed.get(i) ? new int[] {0x40, 0xff, 0x40} : dark, 3);
        }
        mode("overlay");
    }

    private void mode(String name) {
        page.locator("[data-mode=" + name + "]").click();
        assertThat(page.locator("[data-mode=" + name + "]")).hasAttribute("aria-pressed", "true");
    }

    private void background(String name) {
        page.locator(".toolbar")
                .getByLabel("Background", new Locator.GetByLabelOptions().setExact(true))
                .selectOption(name);
        if (name.equals("colour")) {
            page.locator(".toolbar input[type=color]")
                    .evaluate("one => { one.value = '#123456'; one.dispatchEvent(new Event('input')); }");
        }
    }

    private double zoom() {
        return ((Number) page.evaluate("() => document.querySelector('.stage').view.zoom")).doubleValue();
    }

    /** What the pane shows at places of the frame, once it is drawn. */
    @SuppressWarnings("unchecked")
    private List<int[]> colours(List<double[]> places) {
        List<List<Integer>> found = (List<List<Integer>>) page.evaluate(
                """
                places => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
                  const { view } = document.querySelector('.stage');
                  const pane = document.querySelector('.stage .pane');
                  const { data, width } = pane.getContext('2d').getImageData(0, 0, pane.width, pane.height);
                  done(places.map(([x, y]) => {
                    const at = view.toPane({ x, y });
                    const i = 4 * (Math.floor(at.y) * width + Math.floor(at.x));
                    return [data[i], data[i + 1], data[i + 2]];
                  }));
                })))""",
                places.stream().map(place -> List.of(place[0], place[1])).toList());
        return found.stream()
                .map(one -> one.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static void alike(String what, int[] shown, int[] expected, int tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(shown[i]).as(what).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static int[] grey(int value) {
        return new int[] {value, value, value};
    }

    /** The middle of a square that is all background, or all of people. */
    private static double[] inside(BufferedImage labels, boolean people) {
        for (int y = AROUND; y < labels.getHeight() - AROUND; y++) {
            for (int x = AROUND; x < labels.getWidth() - AROUND; x++) {
                if (even(labels, x, y, people)) {
                    return new double[] {x + 0.5, y + 0.5};
                }
            }
        }
        throw new AssertionError("no square of " + (people ? "people" : "background"));
    }

    private static boolean even(BufferedImage labels, int x, int y, boolean people) {
        for (int row = y - AROUND; row <= y + AROUND; row++) {
            for (int column = x - AROUND; column <= x + AROUND; column++) {
                if (id(labels, column, row) != 0 != people) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int id(BufferedImage labels, int x, int y) {
        return labels.getRaster().getSample(x, y, 0);
    }
}
