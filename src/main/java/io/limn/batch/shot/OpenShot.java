package io.limn.batch.shot;

import io.limn.shot.ShotFrames;
import io.limn.shot.ShotPictures;

/** A shot whose frames are known. */
record OpenShot(ShotFrames frames, ShotPictures pictures) implements AutoCloseable {
    @Override
    public void close() {
        pictures.close();
    }
}
