package io.limn.shot;

import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.shot.temporal.ParsedFrame;
import java.io.IOException;

/**
 * A frame that was read and parsed, or the reason why it couldn't be read.
 *
 * @param parsed null if there is an error
 * @param error null if there is none
 */
record ParsedPicture(ParsedFrame parsed, String error) {
    /** @throws ParserFailedException if the network fails */
    static ParsedPicture of(ShotPictures pictures, ShotFrame frame, Parser network) throws ParserFailedException {
        try {
            Frame decoded = pictures.read(frame);
            return new ParsedPicture(
                    ParsedFrame.of(decoded, network.parse(decoded, Evidence.COVERAGE, Parser.Timings.NONE)), null);
        } catch (FrameRejectedException e) {
            return new ParsedPicture(null, e.getMessage());
        } catch (IOException e) {
            return new ParsedPicture(null, "The file can't be read: " + e.getMessage() + ".");
        }
    }
}
