package io.limn.http.body;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Reads one call's body to its end, as long as it arrives fast enough and there is room for it. Runs entirely on the call's event loop. */
public final class BodyReading {
    private static final long LOOK_MILLIS = 1_000;
    /** How much room a body of unknown length reserves at a time, in bytes. */
    private static final long STEP = 1 << 20;

    private final RoutingContext call;
    private final HttpServerRequest request;
    private final BodyRule rule;
    private final long mostBytes;
    private final BodyBudget.Share share;
    private final BodyPace pace;
    private final BodySink sink;
    private final Consumer<Throwable> refused;
    private long timer = -1;
    private boolean over;

    /**
     * @param boundary of a form that is read as one; null for any other body
     * @param announced length in bytes, -1 if it is not known
     * @param share the room reserved for this call so far; closed with the call
     * @param refused answers a call whose body is not read to its end
     */
    public BodyReading(
            RoutingContext call,
            BodyRule rule,
            String boundary,
            long announced,
            BodyBudget.Share share,
            BodyConfig config,
            FormFolder folder,
            Consumer<Throwable> refused) {
        this.call = call;
        this.request = call.request();
        this.rule = rule;
        this.mostBytes = boundary == null ? rule.mostBytes() : rule.form().mostBytes();
        this.share = share;
        this.pace = new BodyPace(config, System.nanoTime());
        this.refused = refused;
        if (boundary == null) {
            this.sink = new BytesSink(rule, announced);
        } else {
            Context home = call.vertx().getOrCreateContext();
            this.sink = new FormSink(
                    rule.form(),
                    boundary,
                    rule.form().onDisk() ? new PartsOnDisk(home, folder, this::pause) : new PartsInMemory());
        }
    }

    public void start() {
        call.addEndHandler(ended -> release());
        timer = call.vertx()
                .setPeriodic(LOOK_MILLIS, tick -> pace.late(System.nanoTime()).ifPresent(this::refuse));
        request.exceptionHandler(brokenOff -> release());
        request.handler(this::take);
        request.endHandler(end -> whole());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            call.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer piece) {
        if (over) {
            return;
        }
        pace.came(piece.length(), System.nanoTime());
        try {
            if (pace.bytes() > mostBytes) {
                throw BodyRefused.tooLarge(rule.what(), mostBytes, rule.key());
            }
            long missing = pace.bytes() * rule.weight() - share.bytes();
            if (missing > 0 && !share.grow(Math.max(missing, STEP))) {
                throw BodyRefused.full();
            }
            sink.take(piece.getBytes());
        } catch (RuntimeException refusal) {
            refuse(refusal);
        }
    }

    private void whole() {
        if (over) {
            return;
        }
        stopWatching();
        sink.whole().onComplete(body -> {
            if (over) {
                return;
            }
            if (body.failed()) {
                refuse(body.cause());
            } else {
                over = true;
                body.result().attach(call);
                call.next();
            }
        });
    }

    private void refuse(Throwable why) {
        if (!over) {
            over = true;
            stopWatching();
            sink.release();
            refused.accept(why);
        }
    }

    private void pause(boolean wanted) {
        if (over) {
            return;
        }
        if (wanted) {
            pace.paused(System.nanoTime());
            request.pause();
        } else {
            pace.resumed(System.nanoTime());
            request.resume();
        }
    }

    private void stopWatching() {
        if (timer >= 0) {
            call.vertx().cancelTimer(timer);
            timer = -1;
        }
    }

    /** Called at the end of the call, and if its caller disconnects before that. */
    private void release() {
        over = true;
        stopWatching();
        sink.release();
        share.close();
    }
}
