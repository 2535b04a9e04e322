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
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode("InternalError")
                .errorMessage(failure.toString())
                .build();
        return S3Exception.builder()
                .statusCode(500)
                .awsErrorDetails(details)
                .message(failure.toString())
                .cause(failure)
                .build();
    }
}
