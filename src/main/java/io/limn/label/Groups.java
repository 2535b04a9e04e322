package io.limn.label;

import io.limn.config.InvalidSettingException;
import io.limn.label.Group.Member;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The groups of labels: those that come with Limn, and those of {@code limn.label.groups}, which replace one of the same name. Immutable;
 * files are read once, at construction.
 */
@Singleton
public class Groups {
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<String> own;

    @Inject
    public Groups(LabelConfig config) {
        this(config.groups().map(Path::of).map(GroupFile::read).orElse(Map.of()));
    }

    /**
     * @param entries those of the user's file
     * @throws InvalidSettingException where a group names something that can't be, naming the key and the fix
     */
    Groups(Map<String, GroupFile.Entry> entries) {
        own = entries.keySet();
        Map<String, GroupFile.Entry> all = new LinkedHashMap<>(GroupFile.shipped());
        all.putAll(entries);
        for (GroupFile.Entry entry : all.values()) {
            List<Member> of = members(entry, entry.of(), all);
            groups.put(entry.name(), new Group(entry.name(), of, members(entry, entry.without(), all)));
        }
    }

    /** The groups that come with Limn. */
    public static Groups shipped() {
        return new Groups(Map.of());
    }

    private static List<Member> members(GroupFile.Entry group, List<String> words, Map<String, GroupFile.Entry> all) {
        List<Member> members = new ArrayList<>();
        for (String word : words) {
            int colon = word.indexOf(':');
            GroupFile.Entry other = all.get(word);
            if (colon > 0) {
                members.add(new Member(word.substring(0, colon), word.substring(colon + 1)));
            } else if (other != null
                    && other.without().isEmpty()
                    && other.of().stream().allMatch(w -> w.contains(":"))) {
                members.addAll(members(other, other.of(), all));
            } else {
                throw new InvalidSettingException(GroupFile.KEY + ": the group '" + group.name() + "' lists '" + word
                        + "', which is neither a label (\"layer:label\") nor a group of labels alone");
            }
        }
        return members;
    }

    /**
     * The groups that have at least one label in these layers, without the labels that the layers lack.
     *
     * @param layers of the model
     */
    public List<Group> of(List<LabelSet> layers) {
        List<Group> there = new ArrayList<>();
        for (Group group : groups.values()) {
            List<Member> of =
                    group.of().stream().filter(member -> member.in(layers)).toList();
            List<Member> without =
                    group.without().stream().filter(member -> member.in(layers)).toList();
            // Without what it is to be less, a group would be something else than its name says.
            if (!of.isEmpty() && without.isEmpty() == group.without().isEmpty()) {
                there.add(new Group(group.name(), of, without));
            }
        }
        return there;
    }

    /** A digest of the user's groups; empty if there are none. */
    public String mark() {
        return own.isEmpty()
                ? ""
                : "-"
                        + Integer.toHexString(
                                own.stream().map(groups::get).toList().hashCode());
    }

    /** Whether there is a group of this name, whatever the model. */
    public boolean names(String name) {
        return groups.containsKey(name);
    }

    /**
     * Checks the user's groups against the model's labels; to be called once the model is known.
     *
     * @throws InvalidSettingException where one names a label that no layer has
     */
    public void check(List<LabelSet> layers) {
        for (String name : own) {
            Group group = groups.get(name);
            Stream.concat(group.of().stream(), group.without().stream())
                    .filter(member -> !member.in(layers))
                    .findFirst()
                    .ifPresent(member -> {
                        throw new InvalidSettingException(GroupFile.KEY + ": the group '" + name + "' lists '" + member
                                + "', which the model does not have; its labels are " + labels(layers));
                    });
        }
    }

    private static String labels(List<LabelSet> layers) {
        return layers.stream()
                .flatMap(layer -> layer.labels().stream().skip(1).map(label -> layer.name() + ":" + label.name()))
                .collect(Collectors.joining(", "));
    }
}
