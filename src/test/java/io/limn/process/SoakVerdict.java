package io.limn.process;

import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectInfo;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * What became of the uploads, by what lies in the results bucket at the end.
 *
 * @param results frames with results
 * @param refused frames with an error manifest, as they are damaged
 * @param lost keys without a manifest
 * @param stale keys with something of an upload that isn't the newest
 * @param wrong manifests and files that aren't what they should be, with the reason
 * @param unlisted results that no manifest lists
 */
record SoakVerdict(
        int results, int refused, Set<String> lost, Set<String> stale, Set<String> wrong, Set<String> unlisted) {
    private static final int CONCURRENT = 8;
    private static final Duration TIME_A_KEY = Duration.ofSeconds(1);

    static SoakVerdict of(SoakServers servers, Map<String, SoakUploads.Upload> newest, int files) {
        Set<String> there = SoakServers.wait(
                        servers.store().list("results", "").collect().asList())
                .stream()
                .map(ObjectInfo::key)
                .collect(Collectors.toCollection(TreeSet::new));
        Check check = new Check(servers, there, files);
        Multi.createFrom()
                .iterable(newest.entrySet())
                .onItem()
                .transformToUni(each -> Uni.createFrom()
                        .voidItem()
                        .invoke(() -> check.upload(each.getKey(), each.getValue()))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .merge(CONCURRENT)
                .collect()
                .last()
                .await()
                .atMost(SoakPlan.LIMIT.plus(TIME_A_KEY.multipliedBy(newest.size())));
        there.removeAll(check.listed);
        int damaged = (int) newest.values().stream()
                .filter(upload -> upload.kind() == SoakFrames.Kind.DAMAGED)
                .count();
        return new SoakVerdict(
                newest.size() - damaged - check.lost.size(), damaged, check.lost, check.stale, check.wrong, there);
    }

    boolean good() {
        return lost.isEmpty() && stale.isEmpty() && wrong.isEmpty() && unlisted.isEmpty();
    }

    private static final class Check {
        private final SoakServers servers;
        private final Set<String> there;
        private final int files;
        private final Set<String> listed = new ConcurrentSkipListSet<>();
        private final Set<String> lost = new ConcurrentSkipListSet<>();
        private final Set<String> stale = new ConcurrentSkipListSet<>();
        private final Set<String> wrong = new ConcurrentSkipListSet<>();

        Check(SoakServers servers, Set<String> there, int files) {
            this.servers = servers;
            this.there = there;
            this.files = files;
        }

        void upload(String key, SoakUploads.Upload upload) {
            String at = ResultKeys.of(key).manifest();
            if (!there.contains(at)) {
                lost.add(key);
                return;
            }
            listed.add(at);
            listed.add(ResultKeys.of(key).legend());
            Manifest manifest = ManifestJson.read(get(at)).orElseThrow();
            if (!manifest.source().key().equals(key)) {
                wrong.add(at + " is of " + manifest.source().key());
            } else if (!manifest.source().eTag().replace("\"", "").equals(upload.eTag())) {
                stale.add(key);
            } else if (upload.kind() == SoakFrames.Kind.DAMAGED) {
                // Files of an earlier upload stay, and the manifest lists none.
                listed.add(ResultKeys.of(key).key("overlay", "jpg"));
                List.of("color", "labels", "persons")
                        .forEach(output -> listed.add(ResultKeys.of(key).key(output, "png")));
                if (manifest.error() == null) {
                    wrong.add(at + " has no error, and its frame is damaged");
                }
            } else if (manifest.error() != null) {
                wrong.add(at + ": " + manifest.error().detail());
            } else if (manifest.files().size() != files) {
                wrong.add(at + " has " + manifest.files().size() + " files");
            } else {
                manifest.files().forEach(file -> file(key, upload, file));
            }
        }

        private void file(String key, SoakUploads.Upload upload, Manifest.OutputFile file) {
            listed.add(file.key());
            if (!there.contains(file.key())) {
                lost.add(file.key());
                return;
            }
            byte[] bytes = get(file.key());
            if (!sha256(bytes).equals(file.sha256())) {
                stale.add(file.key());
            } else if (file.output().equals("overlay") && SoakFrames.shown(bytes) != upload.kind()) {
                stale.add(key);
            }
        }

        private byte[] get(String key) {
            return SoakServers.wait(servers.store().get("results", key, 1 << 22));
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
