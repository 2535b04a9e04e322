package io.limn.http.body;

/**
 * What a body may be.
 *
 * @param what starts the sentence of a refusal, e.g. {@code "The picture"}
 * @param mostBytes of a body that is no form
 * @param key that sets this limit, null where there is none
 * @param weight how many times a byte of it is held in memory
 * @param form null where forms are read like any other body
 */
public record BodyRule(String what, long mostBytes, String key, int weight, FormRule form) {
    /**
     * What a form may be.
     *
     * @param mostBytes in all
     * @param mostPictures parts {@code image}
     * @param mostPictureBytes of one of them
     * @param pictureKey that sets that limit
     * @param onDisk where pictures lie until the call is answered
     */
    public record FormRule(long mostBytes, int mostPictures, long mostPictureBytes, String pictureKey, boolean onDisk) {
        /** Fields beside the pictures, which nothing is done with. */
        static final int OTHER_PARTS = 16;
        /** Of each of them. */
        static final long OTHER_BYTES = 64 << 10;

        int mostParts() {
            return mostPictures + OTHER_PARTS;
        }
    }

    BodyRefused tooLarge() {
        return BodyRefused.tooLarge(what, mostBytes, key);
    }
}
