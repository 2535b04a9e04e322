package io.limn.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** Signs URLs that allow one operation on one object without credentials. Sends no request. */
final class Presigner implements AutoCloseable {
    private final S3Presigner signer;

    Presigner(S3Presigner signer) {
        this.signer = signer;
    }

    SignedCall put(String bucket, String key, String contentType, long size, Duration validity) {
        PresignedPutObjectRequest signed = signer.presignPutObject(p -> p.signatureDuration(validity)
                .putObjectRequest(
                        r -> r.bucket(bucket).key(key).contentType(contentType).contentLength(size)));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        signed.signedHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.remove("host");
        return new SignedCall(address(signed.url()), headers, signed.expiration());
    }

    SignedCall get(String bucket, String key, Duration validity) {
        var signed = signer.presignGetObject(p -> p.signatureDuration(validity)
                .getObjectRequest(r -> r.bucket(bucket).key(key)));
        return new SignedCall(address(signed.url()), Map.of(), signed.expiration());
    }

    @Override
    public void close() {
        signer.close();
    }

    private static URI address(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the signed URL is not valid", e);
        }
    }
}
