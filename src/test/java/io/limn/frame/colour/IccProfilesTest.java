package io.limn.frame.colour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Profiles that would take LittleCMS long. */
class IccProfilesTest {
    private static final byte[] ROW = {10, 20, 30, 100, 90, 80, (byte) 200, (byte) 250, 0};

    /** Ten thousand took seven seconds to make, a hundred thousand (a few kilobytes in a PNG) minutes. */
    @Test
    void aListOfManyElementsIsLeftOut() {
        byte[] plain = converted(profile(Map.of()));
        byte[] elements = elements(1000);
        assertThat(plain).isNotEqualTo(ROW);
        assertThat(converted(profile(Map.of("D2B0", elements, "D2B1", elements))))
                .isEqualTo(plain);
    }

    @Test
    void aProfileLargerThanProfilesAreIsIgnored() {
        byte[] profile = profile(Map.of());
        assertThat(IccProfiles.transform(Arrays.copyOf(profile, IccProfiles.LARGEST), 3))
                .isPresent();
        assertThat(IccProfiles.transform(Arrays.copyOf(profile, IccProfiles.LARGEST + 1), 3))
                .isEmpty();
    }

    @Test
    void aTableThatPointsAnywhereIsReadOrIgnored() {
        byte[] profile = profile(Map.of("D2B0", elements(3)));
        byte[] plain = converted(profile);
        for (int at = 128; at < 240; at += 4) {
            byte[] damaged = profile.clone();
            ByteBuffer.wrap(damaged).putInt(at, at % 8 == 0 ? -4 : Integer.MAX_VALUE);
            IccProfiles.transform(damaged, 3)
                    .ifPresent(transform -> assertThat(transform.components()).isEqualTo(3));
        }
        assertThat(converted(profile)).isEqualTo(plain);
        assertThat(IccProfiles.transform(new byte[130], 3)).isEmpty();
    }

    private static byte[] converted(byte[] profile) {
        byte[] rgb = new byte[ROW.length];
        IccProfiles.transform(profile, 3).orElseThrow().from8(ROW.clone(), ROW.length / 3, rgb);
        return rgb;
    }

    /** A list of one matrix again and again, each entry the same bytes. */
    private static byte[] elements(int count) {
        int end = 16 + 8 * count;
        ByteBuffer list = ByteBuffer.allocate(end + 60);
        list.put(ascii("mpet"))
                .putInt(0)
                .putShort((short) 3)
                .putShort((short) 3)
                .putInt(count);
        for (int i = 0; i < count; i++) {
            list.putInt(end).putInt(60);
        }
        list.put(ascii("matf")).putInt(0).putShort((short) 3).putShort((short) 3);
        for (float value : new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.001f, 0, 0}) {
            list.putFloat(value);
        }
        return list.array();
    }

    /** A monitor of gamma 1.8, and more tags. */
    private static byte[] profile(Map<String, byte[]> more) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        tags.put("rXYZ", xyz(0.6, 0.3, 0.02));
        tags.put("gXYZ", xyz(0.2, 0.6, 0.1));
        tags.put("bXYZ", xyz(0.15, 0.1, 0.7));
        for (String curve : new String[] {"rTRC", "gTRC", "bTRC"}) {
            tags.put(
                    curve,
                    ByteBuffer.allocate(16)
                            .put(ascii("para"))
                            .putInt(0)
                            .putInt(0)
                            .putInt((int) (1.8 * 65536))
                            .array());
        }
        tags.putAll(more);
        int at = 132 + 12 * tags.size();
        int size = at + tags.values().stream().mapToInt(data -> data.length).sum();
        ByteBuffer file = ByteBuffer.allocate(size);
        file.putInt(size).put(ascii("lcms")).putInt(0x04400000).put(ascii("mntrRGB XYZ "));
        file.position(36)
                .put(ascii("acsp"))
                .position(68)
                .putInt(63190)
                .putInt(65536)
                .putInt(54061);
        file.position(128).putInt(tags.size());
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            file.put(ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            file.duplicate().position(at).put(tag.getValue());
            at += tag.getValue().length;
        }
        return file.array();
    }

    private static byte[] xyz(double x, double y, double z) {
        ByteBuffer value = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
        for (double part : new double[] {x, y, z}) {
            value.putInt((int) Math.round(part * 65536));
        }
        return value.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
