package io.limn.event.sqs;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The requests to one queue; results arrive on a worker thread. */
class Queue implements AutoCloseable {
    /** As many as SQS gives or takes at a time. */
    static final int BATCH = 10;

    private final QueueAccess access;
    private final SqsAsyncClient sqs;
    private final String url;
    private final Duration wait;
    private final Duration visibility;

    /** Owns the access: {@link #close} closes it. */
    Queue(QueueAccess access, String url, Duration wait, Duration visibility) {
        this.access = access;
        this.sqs = access.client();
        this.url = url;
        this.wait = wait;
        this.visibility = visibility;
    }

    /** Receives messages, at most {@code most} and at most {@link #BATCH}; empty after the wait. */
    Uni<List<Message>> receive(int most) {
        return call(() -> sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(Math.min(BATCH, most))
                        .waitTimeSeconds((int) wait.toSeconds())
                        .visibilityTimeout((int) visibility.toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)))
                .map(answer -> answer.messages());
    }

    Uni<Void> delete(String receipt) {
        return call(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(receipt)))
                .replaceWithVoid();
    }

    /** Makes the message visible again after this time. */
    Uni<Void> giveBack(String receipt, Duration after) {
        return call(() -> sqs.changeMessageVisibility(
                        r -> r.queueUrl(url).receiptHandle(receipt).visibilityTimeout((int) after.toSeconds())))
                .replaceWithVoid();
    }

    /** Extends the visibility timeout of messages, from now; messages that are already lost are ignored. */
    Uni<Void> keep(List<String> receipts) {
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i += BATCH) {
            batches.add(receipts.subList(i, Math.min(receipts.size(), i + BATCH)));
        }
        return Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndConcatenate(this::keepBatch)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> keepBatch(List<String> receipts) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (String receipt : receipts) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(receipt)
                    .visibilityTimeout((int) visibility.toSeconds())
                    .build());
        }
        return call(() -> sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries)))
                .replaceWithVoid();
    }

    /** The default chain may ask files or the network for credentials on the thread that starts a request. */
    private static <T> Uni<T> call(Supplier<CompletableFuture<T>> request) {
        return Uni.createFrom()
                .completionStage(request)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public void close() {
        access.close();
    }
}
