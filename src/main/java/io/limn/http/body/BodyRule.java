package io.limn.http.body;

/**
 * The limits of a body.
 *
 * @param what starts the sentence of a refusal, e.g. {@code "The picture"}
 * @param mostBytes the limit in bytes of a body that is not a form
 * @param key the setting of this limit, null if there is none
 * @param weight how many bytes of memory each of its bytes takes
 * @param form null if forms are read like any other body
 */
public record BodyRule(String what, long mostBytes, String key, int weight, FormRule form) {
    /**
     * The limits of a form.
     *
     * @param mostBytes in all
     * @param mostPictures parts {@code image}
     * @param mostPictureBytes of one of them
     * @param pictureKey the setting of that limit
     * @param onDisk whether pictures are kept in files until the call is answered, else in memory
     */
    public record FormRule(long mostBytes, int mostPictures, long mostPictureBytes, String pictureKey, boolean onDisk) {
        /** The most parts beside the pictures, which are ignored. */
        static final int OTHER_PARTS = 16;
        /** The most bytes of each of them. */
        static final long OTHER_BYTES = 64 << 10;

        int mostParts() {
            return mostPictures + OTHER_PARTS;
        }
    }

    BodyRefused tooLarge() {
        return BodyRefused.tooLarge(what, mostBytes, key);
    }
}
