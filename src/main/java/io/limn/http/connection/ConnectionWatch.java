package io.limn.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Closes a connection that is held but not used: a head that does not arrive, a long pause between calls, an answer that is not read. It
 * is first in the connection's pipeline and runs only on its event loop.
 */
final class ConnectionWatch extends ChannelDuplexHandler {
    private static final long LOOK_MILLIS = 1_000;
    private static final long NONE = -1;

    private final Limits limits;
    private final Predicate<ChannelPipeline> ready;
    private final Runnable closed;
    private boolean isReady;
    private ScheduledFuture<?> looks;
    private int calls;
    private long headSince;
    private long idleSince;
    private long unread = NONE;
    private long written;
    private long takenAtLook;

    /** Times in nanoseconds. */
    record Limits(long head, long idle, long answerWait, int answerRate) {
        static Limits of(ConnectionConfig config) {
            return new Limits(
                    config.headTimeout().toNanos(),
                    config.idleTimeout().toNanos(),
                    config.answerWait().toNanos(),
                    config.answerRate());
        }
    }

    /**
     * @param ready asked before each read until it returns true
     * @param closed runs once, when the connection is closed
     */
    ConnectionWatch(Limits limits, Predicate<ChannelPipeline> ready, Runnable closed) {
        this.limits = limits;
        this.ready = ready;
        this.closed = closed;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        headSince = System.nanoTime();
        idleSince = headSince;
        context.channel().closeFuture().addListener(gone -> {
            if (looks != null) {
                looks.cancel(false);
            }
            closed.run();
        });
        looks = context.executor()
                .scheduleWithFixedDelay(() -> look(context), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        isReady = isReady || ready.test(context.pipeline());
        long now = System.nanoTime();
        if (calls == 0) {
            idleSince = now;
            if (headSince == NONE) {
                headSince = now;
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        long bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        context.write(message, promise.unvoid().addListener(done -> written += bytes));
    }

    /** A call's head has come. */
    void callBegins() {
        calls++;
        headSince = NONE;
    }

    void callEnds() {
        if (--calls == 0) {
            idleSince = System.nanoTime();
        }
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        boolean headLate = calls == 0 && headSince != NONE && now - headSince > limits.head();
        boolean idle = calls == 0 && now - idleSince > limits.idle();
        if (headLate || idle || isUnread(context, now)) {
            context.close();
        }
    }

    /** Whether an answer is waiting to be read and the caller has read too little of it in that time. */
    private boolean isUnread(ChannelHandlerContext context, long now) {
        ChannelOutboundBuffer pending = context.channel().unsafe().outboundBuffer();
        if (pending == null || pending.totalPendingWriteBytes() == 0) {
            unread = NONE;
            return false;
        }
        if (unread == NONE) {
            unread = now;
            takenAtLook = written + pending.currentProgress();
            return false;
        }
        long waited = now - unread;
        if (waited <= limits.answerWait()) {
            return false;
        }
        long takenNow = written + pending.currentProgress();
        long taken = takenNow - takenAtLook;
        unread = now;
        takenAtLook = takenNow;
        return taken == 0 || taken < limits.answerRate() * (waited / 1e9);
    }
}
