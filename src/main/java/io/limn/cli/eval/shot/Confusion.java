package io.limn.cli.eval.shot;

/** A confusion matrix: pixels by truth and answer. Truth ids without a label are ignored. */
final class Confusion {
    private final int labels;
    private final long[] pixels;

    Confusion(int labels) {
        this.labels = labels;
        pixels = new long[labels * labels];
    }

    void add(byte[] truth, byte[] answer) {
        for (int i = 0; i < truth.length; i++) {
            int wanted = truth[i] & 0xFF;
            if (wanted < labels) {
                pixels[wanted * labels + (answer[i] & 0xFF)]++;
            }
        }
    }

    /** The IoU of a label; NaN if it occurs neither in the truth nor in an answer. */
    double iou(int label) {
        long either = -pixels[label * labels + label];
        for (int other = 0; other < labels; other++) {
            either += pixels[label * labels + other] + pixels[other * labels + label];
        }
        return (double) pixels[label * labels + label] / either;
    }

    private boolean isTrue(int label) {
        long sum = 0;
        for (int other = 0; other < labels; other++) {
            sum += pixels[label * labels + other];
        }
        return sum > 0;
    }

    /** Mean IoU over the labels that occur in the truth. */
    double meanIou() {
        double sum = 0;
        int count = 0;
        for (int label = 0; label < labels; label++) {
            if (isTrue(label)) {
                sum += iou(label);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
