package io.limn.output;

import static io.limn.output.RenderOption.ALPHA;
import static io.limn.output.RenderOption.FORMATS;
import static io.limn.output.RenderOption.OPACITY;
import static io.limn.output.RenderOption.PALETTE;
import static io.limn.output.RenderOption.PARTS;
import static io.limn.output.RenderOption.PEOPLE;
import static io.limn.output.RenderOption.PLATE;
import static io.limn.output.RenderOption.QUALITY;
import static io.limn.output.RenderOption.TOLERANCE;

import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.label.Palettes;
import io.limn.parsing.Evidence;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The registry of outputs: what Limn can make of a parsing. HTTP queries, upload metadata, the command line, {@code /v1/models}, the
 * OpenAPI document and the manifest's identity read it. A new output is a constant here, its {@link Renderer} and its test.
 *
 * <p>The order is that of files in manifests and answers.
 */
public enum Output {
    OVERLAY(
            of("overlay", FileFormat.JPEG, "the colours over the frame")
                    .reads(PALETTE, OPACITY, QUALITY)
                    .revision(3),
            styles -> new OverlayRenderer(styles.palettes())),
    COLOR(
            of("color", FileFormat.PNG, "the colours alone, 8-bit indexed; the index is the label id")
                    .reads(PALETTE)
                    .withLegend()
                    .revision(3),
            styles -> MaskRenderer.color(styles.palettes())),
    LABELS(
            of("labels", FileFormat.PNG, "label ids of the main layer, 8-bit grey")
                    .withLegend()
                    .revision(4),
            styles -> MaskRenderer.labels()),
    ANATOMY(
            of("anatomy", FileFormat.PNG, "label ids of the second layer, 8-bit grey")
                    .layers(2)
                    .withLegend()
                    .revision(3),
            styles -> MaskRenderer.anatomy()),
    PERSONS(
            of("persons", FileFormat.PNG, "person ids, 8-bit grey; 0 is no person")
                    .withLegend()
                    .revision(4),
            styles -> MaskRenderer.persons()),
    MATTES(
            of("mattes", FileFormat.PNG, "soft mattes by part and person, 16-bit grey; 65535 is full coverage")
                    .parts()
                    .needs(Evidence.COVERAGE)
                    .reads(PARTS)
                    .revision(7),
            styles -> new MattesRenderer(styles.groups())),
    CUTOUT(
            of(
                            "cutout",
                            FileFormat.PNG,
                            "the people on a transparent background, 8-bit RGBA, straight alpha unless asked otherwise")
                    .parts()
                    .needs(Evidence.COVERAGE)
                    .reads(PARTS, ALPHA)
                    .revision(7),
            styles -> new CutoutRenderer(styles.groups())),
    EXR(
            of("exr", FileFormat.EXR, "soft mattes as layers of one EXR file, the same layers on every frame")
                    .needs(Evidence.COVERAGE)
                    .reads(PARTS, PEOPLE, PLATE)
                    .revision(7),
            styles -> new ExrRenderer(styles.groups())),
    CRYPTOMATTE(
            of("cryptomatte", FileFormat.EXR, "soft mattes as Cryptomatte: parts, limbs and people picked by name")
                    .needs(Evidence.COVERAGE)
                    .reads(PEOPLE, PLATE)
                    .revision(7),
            styles -> new CryptomatteRenderer(styles.groups())),
    SHAPES(
            of(
                            "shapes",
                            FileFormat.JSON,
                            "outlines of mattes and centre lines of limbs as curves, and scripts that load them")
                    .parts()
                    .needs(Evidence.COVERAGE)
                    .reads(PARTS, TOLERANCE, FORMATS)
                    .revision(7),
            styles -> new ShapesRenderer(styles.groups())),
    FRAME(
            of("frame", FileFormat.JPEG, "the frame itself as it was parsed: upright, 8 bits, sRGB")
                    .reads(QUALITY),
            styles -> new FrameRenderer()),
    THUMBNAIL(
            of("thumbnail", FileFormat.JPEG, "the frame, at most 256 pixels wide and high")
                    .reads(QUALITY),
            styles -> new ThumbnailRenderer());

    /** What the configuration gives renderers. */
    record Styles(Palettes palettes, Groups groups) {}

    /**
     * The registry's entry of an output.
     *
     * @param kind its name in keys, URLs, queries and manifests
     * @param about one line, lower case, no full stop
     * @param inParts whether it may have several files per frame, each with a {@link Rendered#part()}
     * @param explained whether {@code labels.json} is to lie beside it, since its values are ids
     * @param layers how many label layers the model must have
     * @param evidence what the parser must give for it
     * @param options those it reads; others don't change its files
     * @param revision to be raised when the same parsing and options give other bytes: results of an earlier one are replaced
     */
    record Entry(
            String kind,
            FileFormat format,
            String about,
            boolean inParts,
            boolean explained,
            int layers,
            Evidence evidence,
            List<RenderOption> options,
            int revision) {

        Entry parts() {
            return new Entry(kind, format, about, true, explained, layers, evidence, options, revision);
        }

        Entry withLegend() {
            return new Entry(kind, format, about, inParts, true, layers, evidence, options, revision);
        }

        Entry layers(int least) {
            return new Entry(kind, format, about, inParts, explained, least, evidence, options, revision);
        }

        Entry needs(Evidence needed) {
            return new Entry(kind, format, about, inParts, explained, layers, needed, options, revision);
        }

        Entry reads(RenderOption... read) {
            return new Entry(kind, format, about, inParts, explained, layers, evidence, List.of(read), revision);
        }

        Entry revision(int number) {
            return new Entry(kind, format, about, inParts, explained, layers, evidence, options, number);
        }
    }

    private static Entry of(String kind, FileFormat format, String about) {
        return new Entry(kind, format, about, false, false, 1, Evidence.MAPS, List.of(), 1);
    }

    private final Entry entry;
    private final Function<Styles, Renderer> renderer;

    Output(Entry entry, Function<Styles, Renderer> renderer) {
        this.entry = entry;
        this.renderer = renderer;
    }

    Renderer renderer(Styles styles) {
        return renderer.apply(styles);
    }

    /** The name in keys, URLs, queries and manifests. */
    public String kind() {
        return entry.kind();
    }

    public FileFormat format() {
        return entry.format();
    }

    /** What it is, in one line. */
    public String about() {
        return entry.about();
    }

    /** Whether it may have several files per frame, each with a {@link Rendered#part()}. */
    public boolean inParts() {
        return entry.inParts();
    }

    /** Whether its values are ids, so that {@code labels.json} lies beside it. */
    public boolean explained() {
        return entry.explained();
    }

    /** The options it reads. */
    public List<RenderOption> options() {
        return entry.options();
    }

    /** Raised whenever the same parsing and options give other bytes. */
    public int revision() {
        return entry.revision();
    }

    /** What the parser must give for these outputs. */
    public static Evidence evidence(Collection<Output> outputs) {
        return outputs.stream()
                .map(output -> output.entry.evidence())
                .filter(evidence -> evidence == Evidence.COVERAGE)
                .findFirst()
                .orElse(Evidence.MAPS);
    }

    /** Whether one of these outputs, drawn with these options, has the plate's own pixels in it. */
    public static boolean needsPlate(Collection<Output> outputs, RenderOptions options) {
        return options.plate()
                && outputs.stream().anyMatch(output -> output.options().contains(PLATE));
    }

    /** Why a model with these layers can't give this output, in a sentence; empty where it can. */
    public Optional<String> missing(List<LabelSet> layers) {
        if (layers.size() >= entry.layers()) {
            return Optional.empty();
        }
        return Optional.of("'" + kind() + "' needs a model with " + entry.layers() + " label layers; this one has "
                + layers.size() + ": "
                + layers.stream().map(LabelSet::name).collect(Collectors.joining(", ")));
    }

    /** Case and surrounding spaces don't matter. */
    public static Optional<Output> byName(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(output -> output.kind().equals(wanted))
                .findFirst();
    }

    /** All kinds, in order. */
    public static List<String> kinds() {
        return Arrays.stream(values()).map(Output::kind).toList();
    }

    /** The kinds of these outputs, in order. */
    public static List<String> kinds(Set<Output> outputs) {
        return outputs.stream().sorted().map(Output::kind).toList();
    }
}
