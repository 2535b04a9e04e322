package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The container's own health check, against a server that says what it is told to. */
class HealthScriptTest {
    @Test
    void healthFollowsTheServicesState() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/q/health/live", exchange -> answer(exchange, 200));
        server.createContext("/q/health/ready", exchange -> answer(exchange, 503));
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThat(health(port, "live")).isZero();
            assertThat(health(port, "ready")).isNotZero();
        } finally {
            server.stop(0);
        }
        assertThat(health(port, "live")).as("nobody listens").isNotZero();
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static int health(int port, String which) throws Exception {
        ProcessBuilder command = new ProcessBuilder("src/main/docker/health", which)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Process process = command.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
