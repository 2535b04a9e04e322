package io.limn.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.store.StoreException.Kind;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3Test {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private final BlockingQueue<ObjectInfo> created = new LinkedBlockingQueue<>();
    private EmbeddedS3 server;
    private ObjectStore store;

    @BeforeEach
    void start() {
        server = EmbeddedS3.start(StoreConfigs.embedded(folder));
        server.onCreated(created::add);
        store = server.client();
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    private ObjectInfo next() throws InterruptedException {
        ObjectInfo object = created.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(object).as("an upload is announced").isNotNull();
        return object;
    }

    private List<ObjectInfo> uploads() {
        return wait(store.list("uploads", "").collect().asList());
    }

    @Test
    void anUploadIsAnnouncedOnceItCanBeReadAndResultsAreNot() throws Exception {
        wait(store.put("results", "r.png", new byte[3], "image/png", Map.of()));
        String eTag = wait(store.upload("uploads", "shot/a.jpg", "abc".getBytes(UTF_8), "image/jpeg", Map.of()));
        ObjectInfo object = next();
        assertThat(object.key()).isEqualTo("shot/a.jpg");
        assertThat(object.eTag()).isEqualTo(eTag);
        assertThat(object.size()).isEqualTo(3);
        assertThat(object.isOwnOutput()).isFalse();
        assertThat(wait(store.getIfUnchanged(object.version(), 10))).isEqualTo("abc".getBytes(UTF_8));
        assertThat(created).isEmpty();
    }

    @Test
    void ourOwnResultsAreRecognisedInEvents() throws Exception {
        wait(store.put("uploads", "copied.png", new byte[3], "image/png", Map.of()));
        assertThat(next().isOwnOutput()).isTrue();
    }

    @Test
    void aFileCopiedIntoTheFolderIsAnnouncedListedAndReadable() throws Exception {
        Files.createDirectories(folder.resolve("uploads/shot/deep"));
        Files.writeString(folder.resolve("uploads/shot/deep/plain +%41ü.jpg"), "plain");
        ObjectInfo object = next();
        assertThat(object.key()).isEqualTo("shot/deep/plain +%41ü.jpg");
        assertThat(uploads())
                .extracting(ObjectInfo::key, ObjectInfo::eTag)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(object.key(), object.eTag()));
        assertThat(wait(store.head("uploads", object.key())).eTag()).isEqualTo(object.eTag());
        assertThat(wait(store.getIfUnchanged(object.version(), 10))).isEqualTo("plain".getBytes(UTF_8));
    }

    @Test
    void aFileThatWasThereBeforeTheStartIsListed() throws Exception {
        plain("before.jpg", "there");
        assertThat(uploads()).extracting(ObjectInfo::key).containsExactly("before.jpg");
    }

    @Test
    void aFileIsNotListedWhileItIsStillBeingWritten() throws Exception {
        try (EmbeddedS3 patient = EmbeddedS3.start(StoreConfigs.embedded(folder, "settle-time", "1h"));
                ObjectStore reader = patient.client()) {
            Files.writeString(folder.resolve("uploads/growing.jpg"), "half");
            plain("complete.jpg", "whole");
            assertThat(wait(reader.list("uploads", "").collect().asList()))
                    .extracting(ObjectInfo::key)
                    .containsExactly("complete.jpg");
        }
    }

    @Test
    void aFileWrittenOverAnUploadHasAnETagOfItsOwn() throws Exception {
        String old = wait(
                store.upload("uploads", "over.jpg", "first".getBytes(UTF_8), "image/jpeg", Map.of("limn", "output")));
        next();
        plain("over.jpg", "other");
        ObjectInfo now = wait(store.head("uploads", "over.jpg"));
        assertThat(now.eTag()).isNotEqualTo(old);
        assertThat(now.metadata()).isEmpty();
        assertThat(uploads()).extracting(ObjectInfo::eTag).containsExactly(now.eTag());
        ObjectStoreTest.assertKind(
                store.getIfUnchanged(new ObjectVersion("uploads", "over.jpg", old, null, -1), 10),
                Kind.CHANGED,
                "'over.jpg'");
        assertThat(wait(store.getIfUnchanged(new ObjectVersion("uploads", "over.jpg", now.eTag(), null, -1), 10)))
                .isEqualTo("other".getBytes(UTF_8));
    }

    @Test
    void aPlainFileOverwrittenByAnUploadIsAnUploadAgain() throws Exception {
        plain("both.jpg", "plain");
        String eTag = wait(store.upload("uploads", "both.jpg", "uploaded".getBytes(UTF_8), "image/jpeg", Map.of()));
        assertThat(wait(store.head("uploads", "both.jpg")).eTag()).isEqualTo(eTag);
        assertThat(eTag).matches("[0-9a-f]{32}");
    }

    @Test
    void aFileOverwrittenWhileItIsReadIsNeverReadMixed() throws Exception {
        Path file = plain("torn.jpg", "x".repeat(8_000_000));
        FileStamp described = FileStamp.of(file);
        try (UnchangedFileStream stream =
                new UnchangedFileStream(Files.newInputStream(file), 8_000_000, file, described)) {
            assertThat(stream.readNBytes(4_000_000)).hasSize(4_000_000);
            Files.writeString(file, "y", StandardOpenOption.WRITE);
            assertThatThrownBy(() -> stream.readNBytes(4_000_000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("modified while it was being read");
        }
    }

    /** A put moves its file into place and stamps it a moment later; a reader in between has read one version. */
    @Test
    void aPutDuringAReadAbortsNoReader() throws Exception {
        Path file = plain("stamped.jpg", "x".repeat(1000));
        FileStamp before = FileStamp.of(file);
        try (UnchangedFileStream stream = new UnchangedFileStream(Files.newInputStream(file), 1000, file, before)) {
            FileStamp.write(file);
            assertThat(FileStamp.of(file).isPlain()).isFalse();
            assertThat(stream.readAllBytes()).hasSize(1000);
        }
    }

    @Test
    void anAbortedPutLeavesNoObject() throws Exception {
        plain("photo.jpg-" + UUID.randomUUID(), "half");
        plain(".photo.jpg.Xy12ab", "a copy under way");
        plain("photo.jpg", "whole");
        assertThat(uploads()).extracting(ObjectInfo::key).containsExactly("photo.jpg");
    }

    @Test
    void credentialsAreMadeOnceAndKeptForTheirOwnerAlone() throws Exception {
        Path file = folder.resolve("credentials");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (EmbeddedS3 again = EmbeddedS3.start(StoreConfigs.embedded(folder))) {
            assertThat(again.accessKey()).isEqualTo(server.accessKey());
            assertThat(again.secretKey()).isEqualTo(server.secretKey()).hasSize(40);
        }
        assertThat(server.greeting())
                .contains(
                        server.accessKey(),
                        server.secretKey(),
                        server.endpoint().toString(),
                        "uploads",
                        "results");
    }

    @Test
    void configuredCredentialsAreUsed(@TempDir Path other) {
        try (EmbeddedS3 given =
                EmbeddedS3.start(StoreConfigs.embedded(other, "access-key", "mine", "secret-key", "also mine"))) {
            assertThat(given.accessKey()).isEqualTo("mine");
            assertThat(other.resolve("credentials")).doesNotExist();
        }
    }

    @Test
    void onlyTheLoopbackInterfaceAnswers() throws Exception {
        int port = server.endpoint().getPort();
        InetAddress outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(outside != null, "SKIPPED: this machine has the loopback interface alone");
        assertThatThrownBy(() -> new Socket(outside, port)).isInstanceOf(IOException.class);
    }

    @Test
    void aPortInUseIsNamedWithItsKeyAndTheFix(@TempDir Path other) {
        String port = String.valueOf(server.endpoint().getPort());
        assertThatThrownBy(() -> EmbeddedS3.start(StoreConfigs.embedded(other, "embedded-port", port)))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("limn.store.embedded-port=" + port)
                .hasMessageContaining("set another port");
    }

    @Test
    void aCommandBesideARunningServiceUsesItsServer() {
        String port = String.valueOf(server.endpoint().getPort());
        StoreOwner owner = new StoreOwner(StoreConfigs.embedded(folder, "embedded-port", port), "store");
        wait(owner.store().reachable("uploads"));
        assertThat(owner.embedded()).isEmpty();
        owner.close();
    }

    @Test
    void bucketsAreTheTwoFoldersAndNothingElseOfTheDataFolder() throws Exception {
        Files.createDirectories(folder.resolve(".cache"));
        assertThat(new PlainFilesBlobStore(
                                new org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore(folder.toString()),
                                folder,
                                Duration.ofMillis(1))
                        .list()
                        .buckets())
                .extracting(software.amazon.awssdk.services.s3.model.Bucket::name)
                .containsExactly("results", "uploads");
    }

    /** A complete file of long ago, put in place at once. */
    private Path plain(String key, String content) throws IOException {
        Path file = folder.resolve("uploads").resolve(key);
        Files.createDirectories(file.getParent());
        boolean replaces = Files.exists(file);
        if (replaces) {
            Files.writeString(file, content);
            Files.setLastModifiedTime(file, LONG_AGO);
        } else {
            Path aside = Files.writeString(folder.resolve("aside"), content);
            Files.setLastModifiedTime(aside, LONG_AGO);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }
}
