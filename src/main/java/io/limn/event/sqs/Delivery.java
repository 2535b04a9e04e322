package io.limn.event.sqs;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A received message, with its receive count. */
record Delivery(String id, String receipt, String body, int times) {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    static Delivery of(Message message) {
        String times = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return new Delivery(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                times == null ? 1 : Integer.parseInt(times));
    }

    /** Whether it was received before, so that its work may have been started. */
    boolean redelivered() {
        return times > 1;
    }

    /** The delay before its next delivery, doubled with each receive. */
    Duration backOff(Duration first) {
        Duration rest = first.multipliedBy(1L << Math.min(times - 1, 12));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
