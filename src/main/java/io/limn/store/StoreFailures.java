package io.limn.store;

import io.limn.store.StoreException.Kind;
import io.limn.text.Shown;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Translates SDK exceptions: what failed, on which object, and whether a retry helps. */
final class StoreFailures {
    private static final Set<String> SLOW = Set.of("RequestTimeout", "SlowDown", "ServiceUnavailable", "InternalError");
    private static final Set<String> CREDENTIALS =
            Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired", "RequestTimeTooSkewed");
    private static final Set<String> REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");

    private final String endpoint;

    /** @param endpoint the store's name in messages */
    StoreFailures(String endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * @param doing what was tried, e.g. {@code "read"}
     * @param key null for the bucket itself
     */
    StoreException of(Throwable failure, String doing, String bucket, String key) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof StoreException known) {
                return known;
            }
        }
        String what = what(doing, bucket, key);
        if (cause instanceof AwsServiceException answer) {
            return answered(answer, what, bucket);
        }
        return unanswered(cause, what);
    }

    StoreException late(String doing, String bucket, String key, Duration limit) {
        String why = "the store at " + endpoint + " took longer than " + limit.toMillis() + " ms";
        return new StoreException(Kind.UNAVAILABLE, what(doing, bucket, key) + why, null);
    }

    private static String what(String doing, String bucket, String key) {
        return "Could not " + doing + " " + (key == null ? "bucket '" + bucket + "'" : named(bucket, key)) + ": ";
    }

    static String named(String bucket, String key) {
        return "object '" + Shown.of(key) + "' in bucket '" + bucket + "'";
    }

    private StoreException answered(AwsServiceException answer, String what, String bucket) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        int status = answer.statusCode();
        String said = "the store at " + endpoint + " answered " + status + (code.isEmpty() ? "" : " " + code);
        if (code.equals("NoSuchBucket")) {
            return new StoreException(
                    Kind.BUCKET_MISSING,
                    what + "there is no bucket '" + bucket + "' at " + endpoint + "; create it, or set another bucket",
                    answer);
        }
        if (status == 429 || status >= 500 || SLOW.contains(code) || status == 408) {
            return new StoreException(Kind.UNAVAILABLE, what + said, answer);
        }
        if (status == 404) {
            return new StoreException(Kind.NOT_FOUND, what + "it does not exist", answer);
        }
        if (status == 412 || status == 409 || status == 304) {
            return new StoreException(Kind.CHANGED, what + "it has changed", answer);
        }
        if (REGION.contains(code) || status == 301 || status == 307) {
            return new StoreException(
                    Kind.DENIED, what + said + "; set limn.store.region to the bucket's region", answer);
        }
        if (status == 401 || status == 403 || CREDENTIALS.contains(code)) {
            return new StoreException(
                    Kind.DENIED, what + said + "; check the credentials and their permissions", answer);
        }
        if (code.equals("EntityTooLarge")) {
            return new StoreException(Kind.TOO_LARGE, what + said, answer);
        }
        return new StoreException(
                Kind.DENIED, what + said + (details == null ? "" : ": " + details.errorMessage()), answer);
    }

    private StoreException unanswered(Throwable cause, String what) {
        String all = chain(cause);
        if (all.contains("Unable to load credentials") || all.contains("Profile file contained no credentials")) {
            return new StoreException(
                    Kind.DENIED,
                    what
                            + "no credentials were found; set limn.store.access-key and limn.store.secret-key, or an AWS profile or role",
                    cause);
        }
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            if (root instanceof ConnectException || root instanceof UnknownHostException) {
                break;
            }
            root = root.getCause();
        }
        String why = root instanceof UnknownHostException
                ? "the host of " + endpoint + " can't be resolved"
                : root instanceof ConnectException
                        ? "no connection to " + endpoint
                        : "the connection to " + endpoint + " failed (" + sentence(root) + ")";
        return new StoreException(Kind.UNAVAILABLE, what + why, cause);
    }

    private static String sentence(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String chain(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = failure; t != null && all.length() < 10_000; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return all.toString();
    }
}
