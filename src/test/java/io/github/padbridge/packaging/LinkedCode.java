package io.github.padbridge.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Lambdas, method references and records of every kind, which say what they did. */
@SuppressWarnings({
  "ReturnValueIgnored",
  "IdentityBinaryExpression",
  "EqualsNull",
  "UnnecessaryLambda"
})
final class LinkedCode implements Callable<List<Object>> {
  private final List<Object> said = new ArrayList<>();
  private final int number = 3;

  /** Values of every type, and what a record compares by. */
  record Values(
      boolean a, char b, byte c, short d, int e, long f, float g, double h, String i, int[] j) {}

  record Empty() {}

  /** A private method of an interface, and a lambda in it. */
  interface Doubling {
    private int twice(int value) {
      return 2 * value;
    }

    default Function<Integer, Integer> twice() {
      return this::twice;
    }

    static IntPredicate isPositive() {
      return value -> value > 0;
    }
  }

  private static final class Inner {
    private final String text;

    private Inner(String text) {
      this.text = text;
    }

    private String twice() {
      Supplier<String> supplier = () -> text + text;
      return supplier.get();
    }
  }

  @Override
  public List<Object> call() {
    captured((byte) 1, 'c', 2L, 0.5f, 0.25, "text");
    references();
    records(values(1, 0.0));
    return said;
  }

  private void captured(byte b, char c, long l, float f, double d, String s) {
    Supplier<Object> all = () -> List.of(b, c, l, f, d, s, number);
    said.add(all.get());
    Runnable run = () -> said.add(l + d);
    run.run();
    Consumer<Object> dropped = said::add;
    dropped.accept("dropped");
    Consumer<Long> droppedLong = Long::bitCount;
    droppedLong.accept(l);
    Consumer<Long> droppedTwice = Long::reverse;
    droppedTwice.accept(l);
    Supplier<Supplier<String>> none = () -> () -> "nested";
    said.add(none.get().get());
    said.add(none() == none());
  }

  private static Supplier<String> none() {
    return () -> "none";
  }

  private void references() {
    BiFunction<Integer, Integer, Integer> boxed = Math::max;
    ToLongFunction<Integer> widened = Math::abs;
    ToIntFunction<Character> ofCharacter = Character::getNumericValue;
    DoubleUnaryOperator primitive = Math::sqrt;
    Function<String, Object> created = Inner::new;
    Function<Object, String> text = String::valueOf;
    Function<List<String>, String> generic = list -> list.get(0);
    Function<Inner, String> unbound = Inner::twice;
    Supplier<String> bound = new Inner("bound")::twice;
    Supplier<List<String>> diamond = ArrayList::new;
    IntFunction<int[]> array = int[]::new;
    BiFunction<String, Object[], String> variable = String::format;
    said.addAll(
        List.of(
            boxed.apply(1, 2),
            widened.applyAsLong(-3),
            ofCharacter.applyAsInt('7'),
            primitive.applyAsDouble(16),
            ((Inner) created.apply("created")).text,
            text.apply(8),
            generic.apply(List.of("generic")),
            unbound.apply(new Inner("unbound")),
            bound.get(),
            diamond.get(),
            array.apply(9).length,
            variable.apply("%s", new Object[] {"variable"}),
            new Doubling() {}.twice().apply(5),
            Doubling.isPositive().test(-1)));
  }

  private static Values values(int e, double h) {
    return new Values(true, 'b', (byte) 3, (short) 4, e, 6L, Float.NaN, h, "i", null);
  }

  private void records(Values values) {
    said.add(values.hashCode());
    said.add(values.equals(values(1, 0.0)));
    said.add(values.equals(values(2, 0.0)));
    said.add(values.equals(values(1, -0.0)));
    said.add(values.equals(null));
    said.add(values.equals((Object) "text"));
    said.add(new Empty().equals(new Empty()));
    said.add(new Empty().hashCode());
  }
}
