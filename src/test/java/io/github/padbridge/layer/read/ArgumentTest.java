package io.github.padbridge.layer.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ArgumentType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentTest {
  /**
   * The first has no meaning; KerasArguments, JaxArguments and ReducedWindows convert the others.
   */
  private static final Set<String> CONVERTED =
      Set.of(
          "name",
          "batch_input_shape",
          "transpose_kernel",
          "use_consistent_padding",
          "num_spatial_dims",
          "init_value",
          "computation",
          "window_dimensions",
          "base_dilation");

  /** A call puts its arguments into a spec of the same names. */
  @Test
  void everyParameterIsAnArgument() {
    int count = 0;
    for (String name : Signatures.ofModule("")) {
      LayerSignature signature = Signatures.of(name);
      List<String> arguments =
          signature.parameters().values().stream()
              .filter(parameter -> parameter.role() == LayerSignature.Role.ARGUMENT)
              .map(LayerSignature.Parameter::argument)
              .filter(argument -> !CONVERTED.contains(argument))
              .toList();
      assertThat(Argument.names()).as(name).containsAll(arguments);
      count += arguments.size();
    }
    assertThat(count).isGreaterThan(250);
  }

  @Test
  void aDefaultIsOfTheTypeThatTheArgumentHolds() {
    for (Argument argument : Argument.TABLE) {
      boolean isSwitch = argument.holds(ArgumentType.BOOLEAN);
      assertThat(argument.byDefault() instanceof Boolean)
          .as(argument.name())
          .isEqualTo(isSwitch && argument.byDefault() != null);
      assertThat(argument.types()).as(argument.name()).isNotEmpty();
    }
  }
}
