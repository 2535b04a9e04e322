package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.model.TinyModel;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The packaged program against an S3 and an SQS that others wrote: an upload, the bucket's own notification, the queue, the results;
 * with credentials by web identity, as pods on EKS have them.
 */
@Tag("process")
class MotoIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> KEYS = List.of(
            "shot/plate.0001.png", "with space+plus%2B 100%.png", "ümläut/写真.png", "shot/twice.png", "broken.png");

    @TempDir
    Path home;

    @Test
    void fromBucketToQueueToResults() throws Exception {
        try (MotoServer moto = MotoServer.start();
                S3Client s3 = s3(moto);
                SqsClient sqs = sqs(moto)) {
            String queue = buckets(s3, sqs);
            TinyModel.write(home.resolve("models"));
            Path token = Files.writeString(home.resolve("token"), "a-token-of-the-cluster");
            try (LimnProcess limn = LimnProcess.start(
                    home,
                    Map.of(
                            "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                            "AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/limn-work",
                            "AWS_REGION", "us-east-1",
                            "AWS_ENDPOINT_URL_STS", moto.endpoint().toString(),
                            "AWS_EC2_METADATA_DISABLED", "true"),
                    Map.of(
                            "limn.model.name",
                            "tiny",
                            "limn.model.directory",
                            home.resolve("models").toString(),
                            "limn.store.endpoint",
                            moto.endpoint().toString(),
                            "limn.event.sqs.url",
                            queue,
                            "limn.event.sqs.wait-time",
                            "1s",
                            "quarkus.http.port",
                            "0"),
                    "serve")) {
                limn.await("Listening on", LIMIT);
                for (String key : KEYS) {
                    put(s3, key, key.equals("broken.png") ? new byte[] {1, 2, 3} : frame(0));
                }
                Polling.until(LIMIT, () -> manifests(s3).size() == KEYS.size() && depth(sqs, queue) == 0);
                put(s3, "shot/twice.png", frame(1));
                String newest = s3.headObject(r -> r.bucket("uploads").key("shot/twice.png"))
                        .eTag();
                Polling.until(LIMIT, () -> isOf(s3, "shot/twice.png", newest) && depth(sqs, queue) == 0);
                assertThat(limn.output()).contains("parsed").doesNotContain("failed");
            }
            for (String key : KEYS) {
                Manifest manifest = manifest(s3, key);
                assertThat(manifest.source().key()).isEqualTo(key);
                if (key.equals("broken.png")) {
                    assertThat(manifest.error()).isNotNull();
                    continue;
                }
                assertThat(manifest.error()).as(key).isNull();
                assertThat(manifest.files()).hasSize(4);
                for (Manifest.OutputFile file : manifest.files()) {
                    assertThat(HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(get(s3, file.key()))))
                            .as(file.key())
                            .isEqualTo(file.sha256());
                }
            }
        }
    }

    /** Buckets and a queue, and the notification between them. */
    private static String buckets(S3Client s3, SqsClient sqs) {
        String queue = sqs.createQueue(r -> r.queueName("frames")).queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        s3.createBucket(r -> r.bucket("uploads"));
        s3.createBucket(r -> r.bucket("results"));
        s3.putBucketNotificationConfiguration(r -> r.bucket("uploads")
                .notificationConfiguration(
                        n -> n.queueConfigurations(q -> q.queueArn(arn).events(Event.S3_OBJECT_CREATED))));
        return queue;
    }

    private static void put(S3Client s3, String key, byte[] bytes) {
        s3.putObject(r -> r.bucket("uploads").key(key).contentType("image/png"), RequestBody.fromBytes(bytes));
    }

    private static byte[] get(S3Client s3, String key) {
        return s3.getObjectAsBytes(r -> r.bucket("results").key(key)).asByteArray();
    }

    private static Manifest manifest(S3Client s3, String key) {
        return ManifestJson.read(get(s3, ResultKeys.of(key).manifest())).orElseThrow();
    }

    /** The older version's manifest goes before the newer one's results come: meanwhile there is none. */
    private static boolean isOf(S3Client s3, String key, String eTag) {
        try {
            return eTag.contains(manifest(s3, key).source().eTag());
        } catch (NoSuchKeyException between) {
            return false;
        }
    }

    private static List<String> manifests(S3Client s3) {
        return s3.listObjectsV2(r -> r.bucket("results")).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains("/parse/"))
                .toList();
    }

    private static int depth(SqsClient sqs, String queue) {
        return sqs
                .getQueueAttributes(r -> r.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static byte[] frame(int number) throws Exception {
        BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        image.setRGB(number, 0, 0xFF0000);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static S3Client s3(MotoServer moto) {
        return S3Client.builder()
                .endpointOverride(moto.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(keys())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static SqsClient sqs(MotoServer moto) {
        return SqsClient.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(keys())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static StaticCredentialsProvider keys() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }
}
