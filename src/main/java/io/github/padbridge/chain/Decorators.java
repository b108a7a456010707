package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decorators of functions and classes: those of the frameworks that keep what is returned. */
final class Decorators {
  private static final Pattern HARMLESS =
      Pattern.compile(
          "torch\\.(no_grad|inference_mode|enable_grad|set_grad_enabled|compile)"
              + "|torch\\.jit\\.(script|export|unused|ignore)"
              + "|tf\\.function|tf\\.Module\\.with_name_scope"
              + "|tf\\.autograph\\.experimental\\.do_not_convert"
              + "|(tf\\.)?keras\\.(saving|utils)\\.register_keras_serializable"
              + "|(jax|nnx|flax\\.nnx|eqx|equinox)\\.(filter_)?jit|jax\\.(checkpoint|remat)"
              + "|(nn|linen|flax\\.linen)\\.(compact|nowrap|jit)"
              + "|(abc\\.)?abstractmethod|(typing\\.|typing_extensions\\.)?(override|final)"
              + "|(dataclasses\\.)?dataclass|(functools\\.)?(cache|lru_cache)");

  private static final Pattern PARTIAL = Pattern.compile("(functools\\.)?partial");

  private final Evaluator evaluator;

  Decorators(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Why a definition with these decorators cannot be read; empty if they change no numbers. */
  Optional<Refusal> refusal(List<Value> decorators) {
    return decorators.stream()
        .filter(decorator -> !HARMLESS.matcher(name(decorator)).matches())
        .findFirst()
        .map(
            decorator ->
                evaluator
                    .text()
                    .refusal(
                        decorator.line(),
                        decorator.column(),
                        "the decorator @" + shown(decorator) + " is not supported",
                        "it may change what is returned: write the function without it"));
  }

  /** The full name of the function that decorates; empty for other expressions. */
  private String name(Value decorator) {
    if (decorator instanceof Value.Name name) {
      return evaluator.scope().fullName(name.dotted());
    }
    if (!(decorator instanceof Value.Nested nested)) {
      return "";
    }
    Call call = nested.call();
    String name = evaluator.scope().fullName(call.name());
    boolean isPartial = PARTIAL.matcher(name).matches() && !call.arguments().isEmpty();
    return isPartial ? name(call.arguments().get(0).value()) : name;
  }

  private static String shown(Value decorator) {
    return decorator instanceof Value.Nested nested ? nested.call().name() : decorator.quoted();
  }
}
