package io.limn.store;

import io.limn.store.S3Access.AccessKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jboss.logging.Logger;

/**
 * An S3 server in this process over folders on disk, for machines without another store. It listens on the loopback interface
 * only and requires its credentials.
 *
 * <p>S3Proxy speaks the protocol: signatures, multipart uploads, conditions. Around it Limn adds what the library lacks: files that are
 * copied into the folder count as uploads ({@link UploadsWatch}, {@link PlainFilesBlobStore}), every created object is announced ({@link
 * AnnouncingBlobStore}), and keys can't leave the folder on any file system ({@link SafeKeysBlobStore}).
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedS3.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final long STOP_MILLIS = 2_000;

    private final StoreConfig config;
    private final AccessKeys keys;
    private final List<Consumer<ObjectInfo>> listeners = new CopyOnWriteArrayList<>();
    private final BlobStore objects;
    private final S3Proxy server;
    private final UploadsWatch watch;

    private EmbeddedS3(StoreConfig config, UnaryOperator<BlobStore> around) throws Exception {
        this.config = config;
        Path root = Files.createDirectories(config.directory()).toRealPath();
        Files.createDirectories(root.resolve(config.uploads()));
        Files.createDirectories(root.resolve(config.results()));
        this.keys = EmbeddedCredentials.of(config);
        if (!FileStamp.supported(root)) {
            LOG.warnf(
                    "The file system of %s has no extended attributes: content types and metadata are lost, including the options of uploads and jobs",
                    root);
        }
        AnnouncingBlobStore store = new AnnouncingBlobStore(
                new SafeKeysBlobStore(new PlainFilesBlobStore(
                        new FilesystemNio2BlobStore(root.toString()), root, config.settleTime())),
                config.uploads(),
                object -> listeners.forEach(l -> l.accept(object)));
        this.objects = around.apply(store);
        this.server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://" + LOOPBACK + ":" + config.embeddedPort()))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, keys.id(), keys.secret())
                .ignoreUnknownHeaders(true)
                .v4MaxNonChunkedRequestSize(config.embeddedMaxBody().asLongValue())
                .jettyMaxThreads(64)
                .stopTimeout(STOP_MILLIS)
                .build();
        EmbeddedS3Guard.before(server);
        server.start();
        this.watch = new UploadsWatch(
                root.resolve(config.uploads()), config.settleTime(), key -> store.announce(config.uploads(), key));
    }

    /**
     * Starts the server and creates the two buckets.
     *
     * @throws IllegalStateException if the port is in use
     */
    public static EmbeddedS3 start(StoreConfig config) {
        return start(config, UnaryOperator.identity());
    }

    /** @param around wraps the server's blob store, e.g. to inject faults */
    static EmbeddedS3 start(StoreConfig config, UnaryOperator<BlobStore> around) {
        StoreConfigCheck.checked(config);
        try {
            return new EmbeddedS3(config, around);
        } catch (IOException e) {
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new PortTakenException(config.embeddedPort(), e);
            }
            throw new UncheckedIOException(
                    "The embedded S3 server can't use limn.store.directory=" + config.directory() + ": " + e, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The embedded S3 server could not start: " + e, e);
        }
    }

    /** A client for the server that another Limn process runs on the configured port over the same folder. */
    static ObjectStore beside(StoreConfig config) {
        try {
            URI endpoint = URI.create("http://" + LOOPBACK + ":" + config.embeddedPort());
            return new ObjectStore(
                    config, new S3Access(Optional.of(endpoint), Optional.of(EmbeddedCredentials.of(config))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's address. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + server.getPort());
    }

    public String accessKey() {
        return keys.id();
    }

    public String secretKey() {
        return keys.secret();
    }

    /**
     * Registers a listener for every object created in the uploads bucket, through S3 or as a file on disk; called at least once
     * per object.
     *
     * @param listener called on the server's threads, must not block
     */
    public void onCreated(Consumer<ObjectInfo> listener) {
        listeners.add(listener);
    }

    /** A client for this server, over HTTP as any other; the caller closes it. */
    public ObjectStore client() {
        return new ObjectStore(config, access());
    }

    /** A client that reads and writes the same objects without HTTP; the caller closes it before the server. */
    ObjectStore inProcess() {
        return new ObjectStore(config, access(), S3Clients.inProcess(objects));
    }

    S3Access access() {
        return new S3Access(Optional.of(endpoint()), Optional.of(keys));
    }

    /** What a user needs to connect with any S3 client. */
    public String greeting() {
        return String.join(
                "\n",
                "S3 endpoint  " + endpoint(),
                "  buckets    " + config.uploads() + " (frames in), " + config.results() + " (results out)",
                "  on disk    "
                        + config.directory().toAbsolutePath().normalize().resolve(config.uploads()),
                "  access key " + keys.id(),
                "  secret key " + (config.secretKey().isPresent() ? "as configured" : keys.secret()));
    }

    @Override
    public void close() {
        watch.close();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warnf(e, "Error while stopping the embedded S3 server");
        }
    }
}
