package io.github.padbridge.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private static final Fault FAULT =
      new Fault("stride must be at least 1 (got 0)", null, List.of(), null);

  private static <T> Attempt<T> failed(RuntimeException e) {
    return Attempt.of(
        () -> {
          throw e;
        });
  }

  private static <T, R> Function<T, R> thrower(RuntimeException e) {
    return any -> {
      throw e;
    };
  }

  @Test
  void whatIsThrownStaysWithTheAttempt() {
    assertThat(Attempt.of(() -> 3).requireResult()).isEqualTo(3);
    assertThat(failed(new Refusal(FAULT)).faults()).isEqualTo(List.of(FAULT));
    assertThat(failed(new Refusal(FAULT)).internalError()).isNull();
    IllegalStateException crash = new IllegalStateException("a is not known");
    assertThat(failed(crash).internalError()).isSameAs(crash);
    assertThat(failed(crash).faults().get(0).message())
        .contains("internal error", "a is not known");
  }

  @Test
  void anAnswerThatCannotBeWrittenIsNoFaultOfItsRecord() {
    UncheckedIOException full = new UncheckedIOException(new IOException("No space left"));
    assertThatThrownBy(() -> failed(full)).isSameAs(full);
    assertThatThrownBy(() -> Attempt.of(() -> 3).then(thrower(full))).isSameAs(full);
  }

  @Test
  void workThatGoesOnKeepsTheFirstReason() {
    assertThat(Attempt.of(() -> 3).then(three -> three + 1).requireResult()).isEqualTo(4);
    IllegalStateException crash = new IllegalStateException("late");
    Attempt<Integer> late = Attempt.of(() -> 3).then(thrower(crash));
    assertThat(late.internalError()).isSameAs(crash);
    assertThat(late.succeeded()).isFalse();
    Attempt<Integer> early = AttemptTest.<Integer>failed(new Refusal(FAULT)).then(thrower(crash));
    assertThat(early.internalError()).isNull();
    assertThat(early.faults()).isEqualTo(List.of(FAULT));
  }
}
