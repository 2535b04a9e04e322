package io.limn.output;

/** The formats that outputs are written in. */
public enum FileFormat {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    EXR("exr", "image/x-exr"),
    JSON("json", "application/json"),
    SVG("svg", "image/svg+xml"),
    EXTENDSCRIPT("jsx", "text/javascript"),
    PYTHON("py", "text/x-python"),
    SILHOUETTE("fxs", "application/xml");

    private final String extension;
    private final String mediaType;

    FileFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Without the dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }
}
