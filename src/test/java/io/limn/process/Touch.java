package io.limn.process;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/** Fingers on the page's stage, through Chromium's own input. */
final class Touch {
    private static final int STEPS = 8;

    private final Page page;
    private final double x;
    private final double y;

    Touch(Page page) {
        this.page = page;
        BoundingBox stage = page.locator(".stage").boundingBox();
        x = stage.x + stage.width / 2;
        y = stage.y + stage.height / 2;
    }

    /**
     * Puts fingers down one after the other, moves all at once and lifts them.
     *
     * @param from x and y of each finger, from the middle of the stage
     */
    void drag(double[] from, double[] to) {
        CDPSession devtools = page.context().newCDPSession(page);
        for (int fingers = 2; fingers <= from.length; fingers += 2) {
            send(devtools, "touchStart", from, fingers);
        }
        for (int step = 1; step <= STEPS; step++) {
            double[] now = new double[from.length];
            for (int i = 0; i < from.length; i++) {
                now[i] = from[i] + (to[i] - from[i]) * step / STEPS;
            }
            send(devtools, "touchMove", now, now.length);
        }
        send(devtools, "touchEnd", to, 0);
        devtools.detach();
    }

    private void send(CDPSession devtools, String type, double[] places, int count) {
        JsonArray points = new JsonArray();
        for (int i = 0; i < count; i += 2) {
            JsonObject point = new JsonObject();
            point.addProperty("x", x + places[i]);
            point.addProperty("y", y + places[i + 1]);
            point.addProperty("id", i / 2);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        devtools.send("Input.dispatchTouchEvent", event);
    }

    /** Zoom, or the frame's place in the middle of the view: x or y. */
    double view(String member) {
        return ((Number) page.evaluate("member => document.querySelector('.stage').view[member]", member))
                .doubleValue();
    }
}
