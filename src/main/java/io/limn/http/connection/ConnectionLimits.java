package io.limn.http.connection;

import io.limn.http.UnreadableRequests;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Iterator;
import org.jboss.logging.Logger;

/**
 * Limits connections to the HTTP server. The server's own time-outs treat a connection as used while any byte moves on it and don't notice
 * a head that arrives byte by byte. So its listening sockets get a handler of ours, which sees each connection before its first byte.
 */
@ApplicationScoped
public class ConnectionLimits {
    private static final Logger LOG = Logger.getLogger(ConnectionLimits.class);
    /** Before every filter that may answer. */
    private static final int FIRST = 5_000;

    private static final String NAME = "limn-connections";

    private final Acceptor acceptor;
    private final Vertx vertx;

    ConnectionLimits(ConnectionConfig config, VertxHttpConfig http, UnreadableRequests unreadable, Vertx vertx) {
        ConnectionConfig checked = ConnectionConfigCheck.checked(config);
        boolean proxied = http.proxy().proxyAddressForwarding();
        this.acceptor = new Acceptor(
                new OpenConnections(checked.maxConnections(), proxied ? 0 : checked.maxConnectionsPerAddress()),
                ConnectionWatch.Limits.of(checked),
                pipeline -> answerUnreadable(pipeline, unreadable));
        this.vertx = vertx;
    }

    /** Quarkus starts the server without a handler for what can't be read as HTTP, so each connection gets it here. */
    private static boolean answerUnreadable(ChannelPipeline pipeline, UnreadableRequests unreadable) {
        VertxHandler<?> handler = pipeline.get(VertxHandler.class);
        if (handler != null && handler.getConnection() instanceof HttpServerConnection connection) {
            connection.invalidRequestHandler(unreadable);
            return true;
        }
        return false;
    }

    void register(@Observes Filters filters) {
        filters.register(ConnectionLimits::begins, FIRST);
    }

    void listening(@ObservesAsync HttpServerStart started) {
        for (EventExecutor executor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            if (executor instanceof SingleThreadEventLoop loop) {
                loop.execute(() -> install(loop));
            }
        }
    }

    private void install(SingleThreadEventLoop loop) {
        try {
            for (Iterator<Channel> channels = loop.registeredChannelsIterator(); channels.hasNext(); ) {
                Channel channel = channels.next();
                if (channel instanceof ServerChannel && channel.pipeline().get(NAME) == null) {
                    channel.pipeline().addFirst(NAME, acceptor);
                }
            }
        } catch (UnsupportedOperationException e) {
            LOG.warn("Connection limits are off: this kind of event loop does not list its sockets");
        }
    }

    private static void begins(RoutingContext call) {
        if (call.request().connection() instanceof ConnectionBase connection) {
            ConnectionWatch watch = connection.channel().pipeline().get(ConnectionWatch.class);
            if (watch != null) {
                watch.callBegins();
                call.addEndHandler(ended -> watch.callEnds());
            }
        }
        call.next();
    }
}
