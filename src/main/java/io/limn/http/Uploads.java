package io.limn.http;

import io.limn.batch.NewPicture;
import io.limn.http.body.SentBody;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The pictures of a call's form. */
final class Uploads {
    private Uploads() {}

    /** @throws ProblemException where the form has no picture */
    static Picture one(RoutingContext call) {
        SentBody.Picture sent = pictures(call).get(0);
        if (sent instanceof SentBody.InMemory held) {
            return new Picture(held.fileName(), held.bytes());
        }
        throw new IllegalStateException("a form that is answered at once lies in memory");
    }

    /** @throws ProblemException where the form has no picture */
    static List<NewPicture> all(RoutingContext call) {
        return pictures(call).stream().map(Uploads::newPicture).toList();
    }

    private static NewPicture newPicture(SentBody.Picture sent) {
        String name = Picture.bare(sent.fileName());
        return sent instanceof SentBody.OnDisk file
                ? new NewPicture.OnDisk(name, file.file(), file.size())
                : new NewPicture.InMemory(name, ((SentBody.InMemory) sent).bytes());
    }

    private static List<SentBody.Picture> pictures(RoutingContext call) {
        List<SentBody.Picture> pictures = SentBody.pictures(call);
        if (pictures.isEmpty()) {
            throw CallProblem.noPicture();
        }
        return pictures;
    }
}
