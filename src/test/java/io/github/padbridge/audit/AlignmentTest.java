package io.github.padbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.audit.Alignment.Match;
import io.github.padbridge.diagnostic.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static int equal(String left, String right, int i, int j) {
    return left.charAt(i) == right.charAt(j) ? 1 : 0;
  }

  private static String shown(String left, String right) {
    StringBuilder pairs = new StringBuilder();
    for (Match match :
        Alignment.of(left.length(), right.length(), (i, j) -> equal(left, right, i, j))) {
      pairs.append(match.left() == Alignment.NONE ? '-' : left.charAt(match.left()));
      pairs.append(match.right() == Alignment.NONE ? '-' : right.charAt(match.right()));
      pairs.append(' ');
    }
    return pairs.toString().strip();
  }

  @Test
  void a_missing_and_an_added_element_have_no_partner() {
    assertThat(shown("abcd", "abcd")).isEqualTo("aa bb cc dd");
    assertThat(shown("abcd", "acd")).isEqualTo("aa b- cc dd");
    assertThat(shown("abcd", "abxcd")).isEqualTo("aa bb -x cc dd");
    assertThat(shown("abc", "axc")).isEqualTo("aa b- -x cc");
    assertThat(shown("", "ab")).isEqualTo("-a -b");
    assertThat(shown("ab", "")).isEqualTo("a- b-");
  }

  @Test
  void equal_elements_are_paired_as_early_as_possible() {
    assertThat(shown("aaa", "aa")).isEqualTo("aa aa a-");
  }

  /** Every sum of scores that a pairing in order can have, by trying all. */
  private static int largest(int[][] score, int i, int j) {
    if (i == score.length || j == score[i].length) {
      return 0;
    }
    int without = Math.max(largest(score, i + 1, j), largest(score, i, j + 1));
    return score[i][j] > 0
        ? Math.max(without, score[i][j] + largest(score, i + 1, j + 1))
        : without;
  }

  @Test
  void random_scores_reach_the_largest_sum_in_order() {
    Random random = new Random(23);
    for (int run = 0; run < 500; run++) {
      int lefts = 1 + random.nextInt(6);
      int rights = 1 + random.nextInt(6);
      int[][] score = new int[lefts][rights];
      for (int[] row : score) {
        Arrays.setAll(row, j -> random.nextInt(8) - 3);
      }
      List<Match> matches = Alignment.of(lefts, rights, (i, j) -> score[i][j]);
      int sum = 0;
      int left = 0;
      int right = 0;
      for (Match match : matches) {
        assertThat(match.left()).isIn(left, Alignment.NONE);
        assertThat(match.right()).isIn(right, Alignment.NONE);
        left += match.left() == Alignment.NONE ? 0 : 1;
        right += match.right() == Alignment.NONE ? 0 : 1;
        if (match.left() != Alignment.NONE && match.right() != Alignment.NONE) {
          assertThat(score[match.left()][match.right()]).isPositive();
          sum += score[match.left()][match.right()];
        }
      }
      assertThat(left).isEqualTo(lefts);
      assertThat(right).isEqualTo(rights);
      assertThat(sum).isEqualTo(largest(score, 0, 0));
    }
  }

  @Test
  void too_many_elements_are_refused() {
    assertThatThrownBy(() -> Alignment.of(100_000, 1_000, (i, j) -> 1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("too many layers");
  }
}
