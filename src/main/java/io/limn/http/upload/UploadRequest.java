package io.limn.http.upload;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is going to be uploaded. */
@Schema(name = "UploadRequest")
public record UploadRequest(
        @Schema(required = true, description = "The file's name", examples = "plate.0001.jpg") String name,
        @Schema(required = true, description = "image/…, video/… or application/octet-stream", examples = "image/jpeg")
                String contentType,
        @Schema(required = true, description = "The file's exact length in bytes", examples = "123456") Long size,
        @Schema(description = "Folders before the date in the key. Default: uploads", examples = "shots/sh010")
                String prefix) {}
