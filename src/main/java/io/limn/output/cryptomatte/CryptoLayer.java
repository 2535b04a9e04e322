package io.limn.output.cryptomatte;

import io.limn.output.exr.Attribute;
import io.limn.output.exr.Channel;
import io.limn.output.exr.PixelType;
import io.limn.output.matte.Matte;
import java.util.ArrayList;
import java.util.List;

/**
 * A Cryptomatte layer: things that exclude each other, each with a name.
 *
 * @param name what programs list it as, e.g. {@code people}
 * @param objects each with its own name
 */
public record CryptoLayer(String name, List<Matte> objects) {
    /** Ranks a pixel: two for each of the EXR layers {@code NAME00}, {@code NAME01} and {@code NAME02}. */
    public static final int RANKS = 6;

    private static final String PAIRS = "RGBA";
    private static final int KEY_DIGITS = 7;

    public CryptoLayer {
        objects = List.copyOf(objects);
    }

    /** The same for any frame. */
    public List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (int rank = 0; rank < RANKS; rank++) {
            channels.add(new Channel(idChannel(rank), PixelType.FLOAT));
            channels.add(new Channel(coverageChannel(rank), PixelType.FLOAT));
        }
        return channels;
    }

    String idChannel(int rank) {
        return channel(rank, 0);
    }

    String coverageChannel(int rank) {
        return channel(rank, 1);
    }

    private String channel(int rank, int second) {
        return String.format("%s%02d.%c", name, rank / 2, PAIRS.charAt(rank % 2 * 2 + second));
    }

    /** Its name, how ids were made, and the manifest of its objects. */
    public List<Attribute> attributes() {
        // Seven digits, since 'cryptomatte/' + 7 + '/conversion' is the longest name that EXR has room for without long
        // names.
        String prefix = "cryptomatte/" + CryptoId.of(name).hex().substring(0, KEY_DIGITS) + '/';
        return List.of(
                Attribute.text(prefix + "name", name),
                Attribute.text(prefix + "hash", "MurmurHash3_32"),
                Attribute.text(prefix + "conversion", "uint32_to_float32"),
                Attribute.text(
                        prefix + "manifest",
                        CryptoManifest.of(objects.stream()
                                .map(object -> CryptoId.of(object.name()))
                                .toList())));
    }
}
