package io.limn.http.inference;

/** The protocol's data types that outputs have. */
enum Datatype {
    UINT8(1),
    INT32(4),
    FP32(4);

    private final int bytes;

    Datatype(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes an element takes. */
    int bytes() {
        return bytes;
    }
}
