package io.limn.batch.shot;

import io.limn.shot.ShotFrame;
import io.limn.store.ObjectVersion;

/** A frame of a shot and the object that it is. */
record ShotObject(ShotFrame frame, ObjectVersion version) {}
