package io.limn.cli;

import io.limn.event.lambda.LambdaRuntime;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;

/** {@code limn lambda}: the entry point of the Lambda container image. */
@Command(name = "lambda", description = "Runs as an AWS Lambda function: SQS batches, events, function URL.")
final class LambdaCommand implements Callable<Integer> {
    private static final String API = "AWS_LAMBDA_RUNTIME_API";

    private final LambdaRuntime runtime;

    LambdaCommand(LambdaRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Integer call() throws Exception {
        String address = System.getenv(API);
        if (address == null || address.isBlank()) {
            System.err.println("limn: lambda runs inside AWS Lambda, which sets " + API + "; elsewhere use limn serve");
            return ExitCode.USAGE;
        }
        AtomicReference<Exception> end = new AtomicReference<>();
        Thread calls = new Thread(
                () -> {
                    try {
                        runtime.run(address);
                    } catch (Exception e) {
                        end.set(e);
                    } finally {
                        Quarkus.asyncExit();
                    }
                },
                "limn-lambda");
        calls.setDaemon(true);
        calls.start();
        Quarkus.waitForExit();
        Exception failure = end.get();
        calls.interrupt();
        if (failure != null) {
            throw failure;
        }
        return ExitCode.OK;
    }
}
