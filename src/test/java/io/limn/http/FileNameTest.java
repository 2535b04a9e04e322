package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "plate.0001.jpg, plate_labels.0001.png",
        "photo.jpg, photo_labels.png",
        "IMG_1234.JPG, IMG_labels_1234.png",
        "sh010-0042.tif, sh010_labels-0042.png",
        "0001.png, 0001_labels.png",
        "no extension, no extension_labels.png",
        ".hidden, .hidden_labels.png",
    })
    void theFrameNumberStaysBeforeTheExtension(String picture, String name) {
        assertThat(FileName.of(picture, "labels", "png")).isEqualTo(name);
    }

    @Test
    void aNonAsciiFileNameIsSentInBothForms() {
        assertThat(FileName.attachment("né \"1\".png"))
                .isEqualTo("attachment; filename=\"n_ _1_.png\"; filename*=UTF-8''n%C3%A9%20%221%22.png");
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd, passwd", "C:\\shots\\a.jpg, a.jpg", "'', image", "'..', image", "a.jpg, a.jpg"})
    void aPictureHasABareName(String sent, String name) {
        assertThat(new Picture(sent, new byte[0]).name()).isEqualTo(name);
    }
}
