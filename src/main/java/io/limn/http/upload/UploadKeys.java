package io.limn.http.upload;

import io.limn.http.IssuedKeys;
import jakarta.inject.Singleton;

/** Recognises keys that this package issued. */
@Singleton
public class UploadKeys implements IssuedKeys {
    @Override
    public boolean isOf(String key, String owner) {
        return UploadKey.isIssued(key) && UploadKey.isOf(key, owner);
    }
}
