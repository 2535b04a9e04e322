package io.limn.model.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    private final Budget budget = new Budget(196_608, 16, 1.0);

    @ParameterizedTest
    @CsvSource({
        "1024, 768, 512, 384, 512, 384",
        "768, 1024, 384, 512, 384, 512",
        "512, 384, 512, 384, 512, 384",
        "320, 200, 320, 200, 320, 208",
        "1920, 1080, 591, 333, 592, 336",
        "1, 1, 1, 1, 16, 16",
        "3, 900, 3, 900, 16, 912"
    })
    void theShapeIsKeptAndPaddingOnlyFillsUpToTheStride(
            int width, int height, int contentWidth, int contentHeight, int tensorWidth, int tensorHeight) {
        assertThat(budget.plan(width, height))
                .isEqualTo(new InputSize(width, height, contentWidth, contentHeight, tensorWidth, tensorHeight));
    }

    @Test
    void aRibbonOfAFrameStaysWithinTwiceTheBudget() {
        for (int[] size : new int[][] {{100_000_000, 1}, {1, 100_000_000}, {1_000_000, 100}, {65_500, 2}}) {
            assertThat(budget.plan(size[0], size[1]).plane()).isLessThanOrEqualTo(2 * 196_608);
        }
    }

    @Test
    void smallFramesAreEnlargedAsFarAsTheRuleAllows() {
        assertThat(new Budget(196_608, 16, 2.0).plan(100, 100).contentWidth()).isEqualTo(200);
    }

    @Test
    void anInvalidRuleNamesTheValue() {
        assertThatThrownBy(() -> new Budget(10, 16, 1)).hasMessageContaining("pixels must be 256..16000000, not 10");
        assertThatThrownBy(() -> new Budget(196_608, 0, 1)).hasMessageContaining("stride must be 1..256, not 0");
        assertThatThrownBy(() -> new Budget(196_608, 16, 0)).hasMessageContaining("enlarge must be above 0");
    }
}
