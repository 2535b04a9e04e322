package io.limn.http;

import io.limn.batch.JobFile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Streams a file at the client's pace; only a part of it is in memory. */
@Provider
public class JobFileWriter implements ServerMessageBodyWriter<JobFile> {
    private static final Logger LOG = Logger.getLogger(JobFileWriter.class);

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return JobFile.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return JobFile.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(JobFile file, Type generic, ServerRequestContext context) {
        ResteasyReactiveRequestContext call = (ResteasyReactiveRequestContext) context;
        ServerHttpResponse response = context.serverResponse();
        if (file.size() >= 0) {
            response.setResponseHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(file.size()));
        } else {
            response.setChunked(true);
        }
        call.suspend();
        Cancellable passing = file.parts()
                .onItem()
                .transformToUniAndConcatenate(part -> Uni.createFrom().completionStage(() -> response.write(part)))
                .subscribe()
                .with(
                        written -> {},
                        failure -> {
                            // The head has been sent: closing the connection is the only way to show that the body is
                            // incomplete.
                            LOG.warnf("Response aborted: reading a stored file failed: %s", failure.getMessage());
                            call.serverRequest().closeConnection();
                            call.resume();
                        },
                        () -> {
                            response.end();
                            call.resume();
                        });
        response.addCloseHandler(passing::cancel);
    }

    @Override
    public void writeTo(
            JobFile file,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        for (byte[] part : file.parts().subscribe().asIterable()) {
            out.write(part);
        }
    }
}
