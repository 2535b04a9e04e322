package io.limn.http;

import io.limn.http.body.BodyBudget;
import io.limn.http.body.BodyConfig;
import io.limn.http.body.BodyConfigCheck;
import io.limn.http.body.BodyReading;
import io.limn.http.body.BodyRefused;
import io.limn.http.body.BodyRule;
import io.limn.http.body.FormBoundary;
import io.limn.http.body.FormFolder;
import io.limn.job.JobConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the body of every call that the guard has admitted, before the call continues: within its size limit, at the minimum rate or
 * faster, and only while there is room for the length that it announces.
 */
@ApplicationScoped
public class BodyIntake {
    private static final int AFTER_THE_GUARD = SecurityHandlerPriorities.AUTHENTICATION - 30;
    private static final Duration SHORTLY = Duration.ofSeconds(1);
    /** Bodies in memory take at most one part in this many of the heap, whatever the configuration says. */
    private static final int PART_OF_HEAP = 4;

    private final EdgeAnswers answers;
    private final BodyRules rules;
    private final BodyConfig config;
    private final FormFolder folder;
    private final BodyBudget memory;
    private final BodyBudget disk;

    BodyIntake(
            EdgeAnswers answers,
            BodyRules rules,
            BodyConfig config,
            FormFolder folder,
            JobConfig jobs,
            HttpConfig http) {
        this.answers = answers;
        this.rules = rules;
        this.config = BodyConfigCheck.checked(config);
        this.folder = folder;
        this.memory = new BodyBudget(
                Math.min(jobs.queueBytes().asLongValue(), Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
        this.disk = new BodyBudget(http.jobBytes().asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::take, AFTER_THE_GUARD);
    }

    private void take(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!EdgeAnswers.hasBody(request)) {
            call.next();
            return;
        }
        BodyRule rule = rules.of(call.normalizedPath());
        try {
            Optional<String> boundary = rule.form() == null ? Optional.empty() : FormBoundary.of(request);
            boolean onDisk = boundary.isPresent() && rule.form().onDisk();
            long announced = announced(request);
            long most = boundary.isPresent() ? rule.form().mostBytes() : rule.mostBytes();
            if (announced > most) {
                throw BodyRefused.tooLarge(boundary.isPresent() ? "The form" : rule.what(), most, rule.key());
            }
            BodyBudget.Share share =
                    (onDisk ? disk : memory).share(Caller.of(call).name());
            if (announced > 0 && !share.grow(announced * (onDisk ? 1 : rule.weight()))) {
                throw BodyRefused.full();
            }
            new BodyReading(
                            call,
                            rule,
                            boundary.orElse(null),
                            announced,
                            share,
                            config,
                            folder,
                            why -> refuse(call, why))
                    .start();
        } catch (BodyRefused refused) {
            refuse(call, refused);
        }
    }

    private void refuse(RoutingContext call, Throwable why) {
        if (why instanceof BodyRefused refused) {
            int status = refused.problem().status();
            Failure failure = new Failure(refused.problem(), status == 429 ? SHORTLY : null);
            if (status == 408) {
                answers.sendAndHangUp(call, failure);
            } else {
                answers.sendAndClose(call, failure);
            }
        } else {
            // The directory of form files is full or not writable: not the caller's fault.
            answers.sendAndClose(
                    call,
                    why instanceof IOException
                            ? new Failure(Failure.of(new RuntimeException(why)).problem(), SHORTLY)
                            : Failure.of(why));
        }
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }
}
