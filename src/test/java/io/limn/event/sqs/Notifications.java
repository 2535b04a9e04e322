package io.limn.event.sqs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** S3 notifications as S3 writes them, for tests that play S3's part. */
public final class Notifications {
    private Notifications() {}

    public static String created(String bucket, String key, String eTag) {
        return event("ObjectCreated:Put", bucket, key, eTag);
    }

    public static String event(String name, String bucket, String key, String eTag) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1","eventTime":"2026-01-02T03:04:05.678Z",\
                "eventName":"%s","s3":{"s3SchemaVersion":"1.0","configurationId":"frames","bucket":{"name":"%s"},\
                "object":{"key":"%s","eTag":"%s"}}}]}"""
                .formatted(name, bucket, URLEncoder.encode(key, StandardCharsets.UTF_8), eTag);
    }
}
