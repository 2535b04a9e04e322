package io.limn.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/** A handler in a listening socket's pipeline: accepts connections up to the limits, and gives each a {@link ConnectionWatch}. */
@Sharable
final class Acceptor extends ChannelInboundHandlerAdapter {
    private final OpenConnections open;
    private final ConnectionWatch.Limits limits;
    private final Predicate<ChannelPipeline> ready;

    /** @param ready sets up a connection's pipeline; false if it is not complete yet */
    Acceptor(OpenConnections open, ConnectionWatch.Limits limits, Predicate<ChannelPipeline> ready) {
        this.open = open;
        this.limits = limits;
        this.ready = ready;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel accepted) {
            String address = address(accepted);
            if (!open.open(address)) {
                accepted.unsafe().closeForcibly();
                return;
            }
            accepted.pipeline().addFirst(new ConnectionWatch(limits, ready, () -> open.close(address)));
        }
        context.fireChannelRead(message);
    }

    private static String address(Channel accepted) {
        return accepted.remoteAddress() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? socket.getAddress().getHostAddress()
                : "unknown";
    }
}
