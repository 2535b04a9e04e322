package io.limn.http.body;

import io.limn.http.body.BodyRule.FormRule;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Keeps the parts {@code image} of a form; other parts are counted and dropped. */
final class FormSink implements BodySink, FormParser.Parts {
    private static final String FIELD = "image";

    private final FormRule rule;
    private final FormParser parser;
    private final PartStore store;
    private final List<Future<SentBody.Picture>> pictures = new ArrayList<>();

    FormSink(FormRule rule, String boundary, PartStore store) {
        this.rule = rule;
        this.parser = new FormParser(boundary, rule.mostParts(), this);
        this.store = store;
    }

    @Override
    public void take(byte[] piece) {
        parser.take(piece);
    }

    @Override
    public FormParser.PartSink begin(PartHead head) {
        if (!head.name().equals(FIELD)) {
            return new Counted(head, FormRule.OTHER_BYTES, null, null);
        }
        if (head.fileName() == null
                && head.contentType() != null
                && head.contentType().startsWith("text/")) {
            throw BodyRefused.noPicture(head.shown() + " is text (" + head.contentType()
                    + ") and has no filename; send a picture, for example with curl -F image=@photo.jpg.");
        }
        if (pictures.size() == rule.mostPictures()) {
            throw BodyRefused.tooManyPictures(rule.mostPictures());
        }
        PartStore.Part part = store.begin(head.fileName());
        pictures.add(part.whole());
        return new Counted(head, rule.mostPictureBytes(), rule.pictureKey(), part);
    }

    @Override
    public Future<SentBody> whole() {
        try {
            parser.end();
        } catch (BodyRefused broken) {
            return Future.failedFuture(broken);
        }
        return Future.all(pictures)
                .map(all ->
                        new SentBody.Form(pictures.stream().map(Future::result).toList()));
    }

    @Override
    public void release() {
        store.release();
    }

    /** Enforces a part's size limit. */
    private static final class Counted implements FormParser.PartSink {
        private final PartHead head;
        private final long most;
        private final String key;
        private final PartStore.Part part;
        private long bytes;

        Counted(PartHead head, long most, String key, PartStore.Part part) {
            this.head = head;
            this.most = most;
            this.key = key;
            this.part = part;
        }

        @Override
        public void take(byte[] from, int start, int end) {
            bytes += end - start;
            if (bytes > most) {
                throw BodyRefused.partTooLarge(head.shown(), most, key);
            }
            if (part != null) {
                part.take(from, start, end);
            }
        }

        @Override
        public void end() {
            if (part != null) {
                part.end();
            }
        }
    }
}
