package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Checks that the job of a call exists, or answers with the problem that it does not. */
public class KnownJobFilter {
    private static final String JOB = "limn.job";

    private final JobAdmission jobs;

    KnownJobFilter(JobAdmission jobs) {
        this.jobs = jobs;
    }

    @KnownJob
    @ServerRequestFilter
    public Uni<Response> find(ContainerRequestContext call, UriInfo address) {
        return jobs.find(address.getPathParameters().getFirst("id"))
                .invoke(job -> call.setProperty(JOB, job))
                .map(job -> job.ended() != null && JobEvents.END.equals(call.getHeaderString(JobEvents.LAST_EVENT_ID))
                        // The listener has seen the end: 204 tells it not to reconnect.
                        ? Response.noContent().build()
                        : null);
    }

    static JobSnapshot found(ContainerRequestContext call) {
        return (JobSnapshot) call.getProperty(JOB);
    }
}
