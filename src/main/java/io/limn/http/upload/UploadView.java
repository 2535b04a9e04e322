package io.limn.http.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.limn.problem.Problem;
import io.limn.result.Manifest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers of the uploads' addresses. */
final class UploadView {
    private UploadView() {}

    /** Where to upload the file, and the results to expect. */
    @Schema(name = "Upload")
    public record Upload(String bucket, String key, Call upload, Results results, Links links) {}

    /** The call that uploads: this method to this address with these headers, before it expires. */
    @Schema(name = "UploadCall")
    public record Call(String method, URI url, Map<String, String> headers, Instant expires) {}

    /** Keys in the results bucket: the manifest, which comes last, and the files by output (a folder where it has parts). */
    @Schema(name = "UploadResults")
    public record Results(String bucket, String manifest, Map<String, String> files) {}

    /** Where to ask for the upload's state. */
    @Schema(name = "UploadLinks")
    public record Links(String state) {}

    /**
     * The state of an upload.
     *
     * @param state {@code waiting}, {@code done} or {@code failed}
     * @param files presigned addresses of the files, by output (and part, {@code mattes/left-arm})
     */
    @Schema(name = "UploadState")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(String state, Manifest manifest, Map<String, URI> files, Problem error) {}
}
