package io.limn.batch.shot;

import io.limn.request.FrameRequest;
import java.io.IOException;
import java.nio.file.Path;

/** The shot of a marker: frames that are objects of the uploads bucket, or a clip. None of it has been read yet. */
sealed interface ShotSource permits ShotObjects, ClipObject {
    /** The folder of the results, without a slash at either end. */
    String folder();

    /** Identifies the frames; a different hash means a different shot. */
    String hash();

    /**
     * Blocks until the frames are known.
     *
     * @param temporary a folder of the pass
     * @throws IllegalArgumentException if this is not a shot and a retry won't help; the message is a sentence
     */
    OpenShot open(PassBuckets buckets, PassTools tools, FrameRequest request, Path temporary)
            throws IOException, InterruptedException;
}
