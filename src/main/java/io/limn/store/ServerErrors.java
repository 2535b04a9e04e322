package io.limn.store;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Failures of the embedded store's files as its server answers them. */
final class ServerErrors {
    private ServerErrors() {}

    /** What isn't an answer of S3, such as a full disk, becomes one with status 500. */
    static Throwable of(Throwable failure) {
        if (failure instanceof AwsServiceException || failure instanceof Error) {
            return failure;
        }
        return error(500, "InternalError", failure.toString(), failure);
    }

    /** There are too many operations at the moment. */
    static Throwable slowDown(int waiting) {
        return error(503, "SlowDown", waiting + " operations wait for the disk already", null);
    }

    private static Throwable error(int status, String code, String message, Throwable cause) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .message(message)
                .cause(cause)
                .build();
    }
}
