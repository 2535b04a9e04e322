package io.limn.process;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A proxy on this machine that ends TLS and offers a service below {@code /limn}: it takes the path away, appends the caller's address to
 * {@code X-Forwarded-For} and says so by {@code X-Forwarded-Proto} and {@code X-Forwarded-Port}. One of Vert.x, or nginx.
 */
final class TlsProxy implements AutoCloseable {
    static final String PATH = "/limn";

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final int port;
    private final KeyStore keys;
    private final AutoCloseable running;

    private TlsProxy(int port, KeyStore keys, AutoCloseable running) {
        this.port = port;
        this.keys = keys;
        this.running = running;
    }

    int port() {
        return port;
    }

    /** For clients that trust its certificate. */
    SSLContext trust() throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance(KeyStore.getDefaultType());
        certificates.load(null, null);
        certificates.setCertificateEntry("proxy", keys.getCertificate("proxy"));
        trusted.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    static TlsProxy vertx(Path folder, int service) throws Exception {
        Path file = certificate(Files.createTempDirectory(folder, "vertx"));
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(service));
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(file.toString()).setPassword(new String(PASSWORD))))
                .requestHandler(call -> pass(call, client))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
        return new TlsProxy(
                port,
                keys(file),
                () -> vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS));
    }

    private static void pass(HttpServerRequest call, HttpClient client) {
        call.pause();
        if (!call.uri().startsWith(PATH + "/")) {
            call.resume();
            call.response().setStatusCode(404).end();
            return;
        }
        client.request(call.method(), call.uri().substring(PATH.length()))
                .onSuccess(onward -> {
                    String before = call.getHeader("X-Forwarded-For");
                    String from = call.remoteAddress().hostAddress();
                    onward.headers().setAll(call.headers());
                    onward.putHeader("X-Forwarded-For", before == null ? from : before + ", " + from);
                    onward.putHeader("X-Forwarded-Proto", "https");
                    onward.putHeader(
                            "X-Forwarded-Port",
                            String.valueOf(call.localAddress().port()));
                    onward.response().onSuccess(answer -> {
                        call.response().setStatusCode(answer.statusCode());
                        call.response().headers().setAll(answer.headers());
                        answer.pipeTo(call.response());
                    });
                    send(call, onward);
                })
                .onFailure(gone -> call.response().setStatusCode(502).end());
    }

    private static void send(HttpServerRequest call, HttpClientRequest onward) {
        if (call.getHeader("Content-Length") == null && call.getHeader("Transfer-Encoding") == null) {
            call.resume();
            onward.end();
        } else {
            call.<Buffer>pipeTo(onward);
        }
    }

    /** @param program such as {@code /usr/sbin/nginx} */
    static TlsProxy nginx(Path program, Path home, int service) throws Exception {
        Path folder = Files.createTempDirectory(home, "nginx");
        Path file = certificate(folder);
        KeyStore keys = keys(file);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path pem = Files.writeString(
                folder.resolve("proxy.pem"),
                pem("CERTIFICATE", keys.getCertificate("proxy").getEncoded())
                        + pem("PRIVATE KEY", privateKey(keys).getEncoded()));
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                """
                daemon off; master_process off; pid FOLDER/nginx.pid; error_log FOLDER/error.log;
                events {}
                http {
                  access_log off;
                  client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/fastcgi;
                  uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
                  client_max_body_size 128m;
                  server {
                    listen 127.0.0.1:PORT ssl;
                    ssl_certificate PEM; ssl_certificate_key PEM;
                    location PATH/ {
                      proxy_pass http://127.0.0.1:SERVICE/;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                      proxy_set_header X-Forwarded-Proto $scheme;
                      proxy_set_header X-Forwarded-Port $server_port;
                    }
                  }
                }
                """
                        .replace("FOLDER", folder.toString())
                        .replace("PORT", String.valueOf(port))
                        .replace("PEM", pem.toString())
                        .replace("PATH", PATH)
                        .replace("SERVICE", String.valueOf(service)));
        Process nginx = new ProcessBuilder(
                        program.toString(),
                        "-p",
                        folder.toString(),
                        "-e",
                        folder + "/error.log",
                        "-c",
                        configuration.toString())
                .inheritIO()
                .start();
        TlsProxy proxy = new TlsProxy(port, keys, () -> nginx.destroyForcibly().waitFor(10, TimeUnit.SECONDS));
        Polling.until(SoakPlan.LIMIT, () -> proxy.listens() || !nginx.isAlive());
        return proxy;
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path certificate(Path folder) throws Exception {
        Path file = folder.resolve("proxy.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "proxy",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString()))
                .inheritIO()
                .start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
        return file;
    }

    private static KeyStore keys(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static Key privateKey(KeyStore keys) throws Exception {
        return keys.getKey("proxy", PASSWORD);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }

    @Override
    public void close() throws Exception {
        running.close();
    }
}
