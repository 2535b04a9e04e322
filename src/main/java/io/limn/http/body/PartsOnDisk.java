package io.limn.http.body;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Keeps pictures in files, which worker threads write piece by piece in order, and which are removed when the call ends. */
final class PartsOnDisk implements PartStore {
    private static final int MUCH = 1 << 20;

    private final Context home;
    private final FormFolder folder;
    private final Consumer<Boolean> pause;
    /** Used only by the worker's tasks, which run in order. */
    private final List<OpenFile> files = new ArrayList<>();

    private int unwritten;
    private boolean paused;
    private boolean released;

    /**
     * @param home the call's event-loop context, on which all methods are called
     * @param pause called with true when so much waits to be written that reading must pause, with false when it may resume
     */
    PartsOnDisk(Context home, FormFolder folder, Consumer<Boolean> pause) {
        this.home = home;
        this.folder = folder;
        this.pause = pause;
    }

    /** A file with its channel while it is written. */
    private record OpenFile(Path path, FileChannel channel) {}

    @Override
    public Part begin(String fileName) {
        Promise<SentBody.Picture> whole = Promise.promise();
        OpenFile[] file = new OpenFile[1];
        work(
                () -> {
                    Path path = folder.create();
                    file[0] = new OpenFile(path, FileChannel.open(path, StandardOpenOption.WRITE));
                    files.add(file[0]);
                    return null;
                },
                whole,
                0);
        return new Part() {
            private long size;

            @Override
            public void take(byte[] from, int start, int end) {
                size += end - start;
                byte[] piece = Arrays.copyOfRange(from, start, end);
                work(
                        () -> {
                            ByteBuffer bytes = ByteBuffer.wrap(piece);
                            while (bytes.hasRemaining()) {
                                file[0].channel().write(bytes);
                            }
                            return null;
                        },
                        whole,
                        piece.length);
            }

            @Override
            public void end() {
                work(
                        () -> {
                            file[0].channel().close();
                            whole.tryComplete(new SentBody.OnDisk(fileName, file[0].path(), size));
                            return null;
                        },
                        whole,
                        0);
            }

            @Override
            public Future<SentBody.Picture> whole() {
                return whole.future();
            }
        };
    }

    private void work(Callable<Void> task, Promise<SentBody.Picture> whole, int bytes) {
        unwritten += bytes;
        if (!paused && unwritten > MUCH) {
            paused = true;
            pause.accept(true);
        }
        home.executeBlocking(
                        () -> {
                            if (!whole.future().failed()) {
                                task.call();
                            }
                            return null;
                        },
                        true)
                .onComplete(done -> {
                    if (done.failed()) {
                        whole.tryFail(done.cause());
                    }
                    unwritten -= bytes;
                    if (paused && !released && unwritten <= MUCH / 2) {
                        paused = false;
                        pause.accept(false);
                    }
                });
    }

    @Override
    public void release() {
        if (released) {
            return;
        }
        released = true;
        // Runs after all pending writes: tasks run in order.
        home.executeBlocking(
                () -> {
                    for (OpenFile file : files) {
                        close(file);
                        Files.deleteIfExists(file.path());
                    }
                    return null;
                },
                true);
    }

    private static void close(OpenFile file) {
        try {
            file.channel().close();
        } catch (IOException e) {
            // It is deleted next.
        }
    }
}
