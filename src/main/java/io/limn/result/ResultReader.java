package io.limn.result;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.PersonMap;
import io.limn.problem.FrameFailedException;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads stored results back: label maps, person map, persons, options. Reads the masks {@code labels} (or
 * {@code color}, whose index is the same id), {@code anatomy} and {@code persons}, grey or indexed, of manifests of every version.
 */
public final class ResultReader {
    /** Far above any mask of a frame of 100 megapixels. */
    private static final long FILE_BYTES = 256L << 20;

    private final Function<String, Uni<Optional<byte[]>>> files;

    private ResultReader(Function<String, Uni<Optional<byte[]>>> files) {
        this.files = files;
    }

    /** Of a results bucket. */
    public static ResultReader of(ObjectStore store, String bucket) {
        return new ResultReader(key -> store.get(bucket, key, FILE_BYTES)
                .map(Optional::of)
                .onFailure(StoreException::isMissing)
                .recoverWithItem(Optional.empty()));
    }

    /** Of a folder that the command line wrote. */
    public static ResultReader of(FolderSink folder) {
        return new ResultReader(key -> Uni.createFrom()
                .item(() -> {
                    try {
                        return Optional.of(Files.readAllBytes(folder.path(key)));
                    } catch (NoSuchFileException e) {
                        return Optional.<byte[]>empty();
                    } catch (IOException e) {
                        throw new FrameFailedException("Could not read the result '" + key + "': " + e, e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /**
     * The result of an upload.
     *
     * @param upload its key, or the name of a file
     * @return empty where there is no manifest; fails with {@link FrameFailedException} if its files are not the ones it lists (as while
     * the frame is being processed again) or can't be read
     */
    public Uni<Optional<StoredResult>> read(String upload) {
        ResultKeys keys = ResultKeys.of(upload);
        return files.apply(keys.manifest())
                .map(found -> found.flatMap(ManifestJson::read))
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<StoredResult>empty())
                        : read(keys, found.get()).map(Optional::of));
    }

    private Uni<StoredResult> read(ResultKeys keys, Manifest manifest) {
        if (manifest.files() == null || manifest.labels() == null) {
            return Uni.createFrom().item(new StoredResult(manifest, List.of(), Optional.empty()));
        }
        Map<String, Manifest.OutputFile> masks = new HashMap<>();
        Set<String> kinds =
                Set.of(Output.LABELS.kind(), Output.COLOR.kind(), Output.ANATOMY.kind(), Output.PERSONS.kind());
        manifest.files().stream()
                .filter(file -> kinds.contains(file.output()))
                .forEach(file -> masks.put(file.output(), file));
        if (masks.containsKey(Output.LABELS.kind())) {
            masks.remove(Output.COLOR.kind());
        }
        return Multi.createFrom()
                .iterable(masks.values())
                .onItem()
                .transformToUniAndConcatenate(file -> files.apply(file.key())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(bytes -> Map.entry(file.output(), ids(manifest, file, bytes))))
                .collect()
                .in(HashMap<String, byte[]>::new, (all, one) -> all.put(one.getKey(), one.getValue()))
                .flatMap(ids ->
                        files.apply(keys.legend()).map(legend -> result(manifest, ids, legend.flatMap(Legend::read))));
    }

    private static byte[] ids(Manifest manifest, Manifest.OutputFile file, Optional<byte[]> bytes) {
        if (bytes.isEmpty() || !Sha256.of(bytes.get()).equals(file.sha256())) {
            throw new FrameFailedException(
                    "'" + file.key()
                            + "' is not the file that its manifest lists; the frame may be being processed again",
                    null);
        }
        try {
            IdMap map = IdMap.read(bytes.get(), file.key());
            if (map.width() != manifest.width() || map.height() != manifest.height()) {
                throw new FrameFailedException("'" + file.key() + "' has another size than its manifest says", null);
            }
            return map.ids();
        } catch (IOException e) {
            throw new FrameFailedException("Could not read the result: " + e.getMessage(), e);
        }
    }

    private static StoredResult result(Manifest manifest, Map<String, byte[]> ids, Optional<Legend> legend) {
        List<LabelSet> sets = sets(manifest, legend);
        int width = manifest.width();
        int height = manifest.height();
        byte[] main = ids.getOrDefault(Output.LABELS.kind(), ids.get(Output.COLOR.kind()));
        byte[] second = ids.get(Output.ANATOMY.kind());
        List<LabelLayer> layers = new ArrayList<>();
        if (main != null) {
            layers.add(new LabelLayer(sets.get(0), width, height, main));
        }
        if (second != null && sets.size() > 1) {
            layers.add(new LabelLayer(sets.get(1), width, height, second));
        }
        return new StoredResult(
                manifest,
                layers,
                Optional.ofNullable(ids.get(Output.PERSONS.kind())).map(map -> new PersonMap(width, height, map)));
    }

    /** The label sets: those of {@code labels.json} if it has the same labels, else the manifest's names, in black. */
    private static List<LabelSet> sets(Manifest manifest, Optional<Legend> legend) {
        List<LabelSet> named = manifest.labels().entrySet().stream()
                .map(layer -> named(layer.getKey(), List.copyOf(layer.getValue().keySet())))
                .toList();
        return legend.map(Legend::labelSets)
                .filter(sets -> names(sets).equals(names(named)))
                .orElse(named);
    }

    private static LabelSet named(String layer, List<String> names) {
        List<Label> labels = new ArrayList<>();
        names.forEach(name -> labels.add(new Label(labels.size(), name, 0)));
        return new LabelSet(layer, labels, List.of());
    }

    private static List<List<String>> names(List<LabelSet> sets) {
        return sets.stream()
                .map(set -> set.labels().stream().map(Label::name).toList())
                .toList();
    }
}
