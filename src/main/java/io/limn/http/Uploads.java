package io.limn.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Reads the files of a form off the event loop; the server deletes them when the call ends. */
final class Uploads {
    private Uploads() {}

    static Uni<Picture> one(List<FileUpload> files) {
        if (files != null && files.size() > 1) {
            throw CallProblem.onePictureOnly(files.size());
        }
        return all(files, 1).map(pictures -> pictures.get(0));
    }

    static Uni<List<Picture>> all(List<FileUpload> files, int atMost) {
        if (files == null || files.isEmpty()) {
            throw CallProblem.noPicture();
        }
        if (files.size() > atMost) {
            throw CallProblem.tooManyPictures(files.size(), atMost);
        }
        return Uni.createFrom()
                .item(() -> files.stream().map(Uploads::read).toList())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Picture read(FileUpload file) {
        try {
            return new Picture(file.fileName(), Files.readAllBytes(file.uploadedFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("an upload could not be read back", e);
        }
    }
}
