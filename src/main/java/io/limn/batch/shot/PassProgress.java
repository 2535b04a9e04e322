package io.limn.batch.shot;

import io.limn.job.ProgressRegistry;

/** Receives the progress of passes. */
record PassProgress(ProgressRegistry registry, ShotProgress progress) {
    void moved(String key, ShotProgress.Standing standing) {
        progress.set(key, standing);
        registry.notifyListeners(key);
    }

    void ended(String key) {
        progress.forget(key);
        registry.notifyListeners(key);
    }
}
