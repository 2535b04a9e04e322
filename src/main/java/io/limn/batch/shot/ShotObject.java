package io.limn.batch.shot;

import io.limn.shot.ShotFrame;
import io.limn.store.ObjectVersion;

/** A frame of a shot and its object. */
record ShotObject(ShotFrame frame, ObjectVersion version) {}
