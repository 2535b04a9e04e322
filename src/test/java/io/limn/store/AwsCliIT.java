package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The S3 client that people have at hand. */
@Tag("process")
class AwsCliIT {
    @TempDir
    Path folder;

    @Test
    void theAwsCliUploadsInOnePartAndInManyAndReadsItBack() throws Exception {
        Assumptions.assumeTrue(present(), "SKIPPED: there is no aws command on this machine");
        Path small = Files.write(folder.resolve("small one.jpg"), bytes(10_000));
        Path large = Files.write(folder.resolve("large.jpg"), bytes(20_000_000));
        BlockingQueue<ObjectInfo> created = new LinkedBlockingQueue<>();
        try (EmbeddedS3 server = EmbeddedS3.start(StoreConfigs.embedded(folder.resolve("data")))) {
            server.onCreated(created::add);
            aws(server, "s3", "cp", small.toString(), "s3://uploads/shot/small one.jpg");
            aws(server, "s3", "cp", large.toString(), "s3://uploads/shot/large.jpg");
            assertThat(created.poll(5, TimeUnit.SECONDS).key()).isEqualTo("shot/small one.jpg");
            ObjectInfo second = created.poll(5, TimeUnit.SECONDS);
            if (second.key().equals("shot/small one.jpg")) {
                // A put moves its file into place and then stamps it: if that takes longer than the settle time, the
                // folder's watch
                // announces the file, too.
                second = created.poll(5, TimeUnit.SECONDS);
            }
            assertThat(second.key()).isEqualTo("shot/large.jpg");
            assertThat(second.eTag()).endsWith("-3");
            assertThat(created).isEmpty();
            Path back = folder.resolve("back.jpg");
            aws(server, "s3", "cp", "s3://uploads/shot/large.jpg", back.toString());
            assertThat(back).hasSameBinaryContentAs(large);
            try (ObjectStore store = server.client()) {
                assertThat(store.head("uploads", "shot/large.jpg")
                                .await()
                                .atMost(Duration.ofSeconds(10))
                                .eTag())
                        .isEqualTo(second.eTag());
            }
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static boolean present() throws InterruptedException {
        try {
            return new ProcessBuilder("aws", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void aws(EmbeddedS3 server, String... args) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("aws", "--endpoint-url", server.endpoint().toString(), "--region", "us-east-1"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("data/credentials").toString());
        builder.environment()
                .keySet()
                .removeIf(k ->
                        k.equals("AWS_ACCESS_KEY_ID") || k.equals("AWS_SECRET_ACCESS_KEY") || k.equals("AWS_PROFILE"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
