package io.limn.http;

import io.limn.batch.NewPicture;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The files of a form. Read them off the event loop; the server deletes them when the call ends. */
final class Uploads {
    private Uploads() {}

    static Uni<Picture> one(List<FileUpload> files) {
        if (files != null && files.size() > 1) {
            throw CallProblem.onePictureOnly(files.size());
        }
        check(files, 1);
        return Uni.createFrom().item(() -> read(files.get(0))).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static void check(List<FileUpload> files, int atMost) {
        if (files == null || files.isEmpty()) {
            throw CallProblem.noPicture();
        }
        if (files.size() > atMost) {
            throw CallProblem.tooManyPictures(files.size(), atMost);
        }
    }

    /** The files of a form on disk, for streaming. */
    static List<NewPicture.OnDisk> onDisk(List<FileUpload> files, int atMost) {
        check(files, atMost);
        return files.stream()
                .map(file -> new NewPicture.OnDisk(Picture.bare(file.fileName()), file.uploadedFile(), file.size()))
                .toList();
    }

    private static Picture read(FileUpload file) {
        try {
            return new Picture(file.fileName(), Files.readAllBytes(file.uploadedFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded file could not be read", e);
        }
    }
}
