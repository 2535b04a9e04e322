package io.limn.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds responses from files: a single file as it is, several as a zip with the layout of the results bucket. */
final class Answers {
    private Answers() {}

    static Response file(AnswerFile file, String name) {
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(name))
                .build();
    }

    /** The file itself if a single output with one file per frame was requested; otherwise a zip. */
    static Uni<Response> of(Parsed parsed, ParseRequest request) {
        if (request.single()) {
            AnswerFile file = parsed.files().get(0);
            return Uni.createFrom().item(file(file, FileName.of(parsed.picture(), file.name(), file.extension())));
        }
        String name = FileName.stem(parsed.picture()) + ".zip";
        return Uni.createFrom()
                .item(() -> Response.ok(zip(parsed), ParseRequestReader.ZIP)
                        .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(name))
                        .build())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Stored, not deflated: pictures are compressed already. */
    static byte[] zip(Parsed parsed) {
        String stem = FileName.stem(parsed.picture());
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream((int) Math.min(parsed.size() + 4096, Integer.MAX_VALUE - 8));
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (AnswerFile file : parsed.inZip()) {
                CRC32 checksum = new CRC32();
                checksum.update(file.bytes());
                ZipEntry entry = new ZipEntry(file.path(stem));
                entry.setTime(0);
                entry.setSize(file.bytes().length);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(file.bytes());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
