package io.limn.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;

/** Stands in a listening socket's pipeline: lets connections in while there is room, and gives each its watch. */
@Sharable
final class Acceptor extends ChannelInboundHandlerAdapter {
    private final OpenConnections open;
    private final ConnectionWatch.Limits limits;

    Acceptor(OpenConnections open, ConnectionWatch.Limits limits) {
        this.open = open;
        this.limits = limits;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel accepted) {
            String address = address(accepted);
            if (!open.open(address)) {
                accepted.unsafe().closeForcibly();
                return;
            }
            accepted.pipeline().addFirst(new ConnectionWatch(limits, () -> open.close(address)));
        }
        context.fireChannelRead(message);
    }

    private static String address(Channel accepted) {
        return accepted.remoteAddress() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? socket.getAddress().getHostAddress()
                : "unknown";
    }
}
