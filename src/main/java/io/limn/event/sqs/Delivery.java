package io.limn.event.sqs;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message that was handed to us, for the so manieth time. */
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

    /** Whether somebody had it before, and may have begun with it. */
    boolean redelivered() {
        return times > 1;
    }

    /** How long it should rest before the next time. */
    Duration backOff(Duration first) {
        Duration rest = first.multipliedBy(1L << Math.min(times - 1, 12));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
