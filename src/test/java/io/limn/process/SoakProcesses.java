package io.limn.process;

import io.limn.model.TinyModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes at work: one lives through all of it, its clock jumps if it is given a library for that; another is killed and started again, or
 * asked to stop.
 */
final class SoakProcesses implements AutoCloseable {
    private final SoakServers servers;
    private final SoakPlan plan;
    private final Path clock;
    private final Path temporary;
    private final List<Socket> idle = new ArrayList<>();
    private final LimnProcess lives;
    private LimnProcess dies;
    private volatile int kills;
    private int stops;

    SoakProcesses(SoakServers servers, SoakPlan plan) throws IOException, InterruptedException {
        this.servers = servers;
        this.plan = plan;
        this.clock = Files.write(plan.home().resolve("clock"), new byte[Long.BYTES]);
        this.temporary = Files.createDirectories(plan.home().resolve("temporary"));
        TinyModel.write(plan.home().resolve("models"));
        this.lives = start(clocked());
        this.dies = start(Map.of());
        lives.await("Listening on", SoakPlan.LIMIT);
        dies.await("Listening on", SoakPlan.LIMIT);
    }

    private Map<String, String> clocked() {
        return plan.clockLibrary() == null
                ? Map.of()
                : Map.of("LD_PRELOAD", plan.clockLibrary().toString(), "CLOCK_OFFSET", clock.toString());
    }

    private LimnProcess start(Map<String, String> environment) throws IOException {
        Map<String, String> properties = new HashMap<>(settings(servers, "8s"));
        properties.putAll(Map.of(
                "limn.model.pixels", plan.pixels(),
                "java.io.tmpdir", temporary.toString()));
        if (plan.network().equals("tiny")) {
            properties.putAll(tiny(plan.home()));
        }
        return LimnProcess.start(plan.home(), environment, properties, "serve");
    }

    /** What a process needs to work on these servers. */
    static Map<String, String> settings(SoakServers servers, String visibility) {
        return Map.ofEntries(
                Map.entry("limn.store.endpoint", servers.s3().s3().endpoint().toString()),
                Map.entry("limn.store.access-key", servers.s3().s3().accessKey()),
                Map.entry("limn.store.secret-key", servers.s3().s3().secretKey()),
                Map.entry("limn.event.sqs.url", servers.queue().url()),
                Map.entry("limn.event.sqs.visibility-timeout", visibility),
                Map.entry("limn.event.sqs.wait-time", "2s"),
                Map.entry("limn.event.sqs.back-off", "1s"),
                Map.entry("limn.store.retry-delay", "50ms"),
                Map.entry("limn.event.retry-delay", "100ms"),
                Map.entry("quarkus.http.port", "0"));
    }

    /** The network of the tests, which {@link TinyModel} has written below the folder. */
    static Map<String, String> tiny(Path home) {
        return Map.of(
                "limn.model.name",
                "tiny",
                "limn.model.directory",
                home.resolve("models").toString());
    }

    /** As {@code kill -9}, and starts another. */
    synchronized void kill() throws IOException, InterruptedException {
        dies.kill();
        kills++;
        dies = start(Map.of());
    }

    /** Asks the process to stop, and starts another. */
    synchronized void stop() throws IOException, InterruptedException {
        dies.terminate();
        dies.exitCode(SoakPlan.LIMIT);
        stops++;
        dies = start(Map.of());
    }

    /** The clock of the process that lives is so far from the right time. */
    void clock(Duration offset) throws IOException {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(clock, StandardOpenOption.WRITE)) {
            file.write(seconds.putLong(0, offset.toSeconds()));
        }
    }

    /** Opens connections to the service and says nothing on them. */
    void holdConnections(int count) throws IOException, InterruptedException {
        URI address = URI.create(
                lives.await("Listening on: (http://\\S+)", SoakPlan.LIMIT).group(1));
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            idle.add(socket);
            socket.connect(new InetSocketAddress("127.0.0.1", address.getPort()), 5_000);
        }
    }

    void releaseConnections() throws IOException {
        for (Socket socket : idle) {
            socket.close();
        }
        idle.clear();
    }

    LimnProcess lives() {
        return lives;
    }

    int kills() {
        return kills;
    }

    int stops() {
        return stops;
    }

    boolean alive() {
        return lives.isAlive() && dies.isAlive();
    }

    @Override
    public void close() {
        lives.close();
        dies.close();
    }
}
