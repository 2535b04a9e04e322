package io.limn.http.upload;

import io.limn.http.IssuedKeys;
import jakarta.inject.Singleton;

/** Keys as this package makes them. */
@Singleton
public class UploadKeys implements IssuedKeys {
    @Override
    public boolean isOf(String key, String owner) {
        return UploadKey.isIssued(key) && UploadKey.isOf(key, owner);
    }
}
