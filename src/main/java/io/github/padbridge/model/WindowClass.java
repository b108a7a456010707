package io.github.padbridge.model;

import java.util.Optional;

/** The class of a printed convolution or pooling, as far as its name and its arguments tell. */
sealed interface WindowClass permits ConvolutionClass, PoolingClass {
  /** The prefix of classes whose weight {@code torch.nn.utils.parametrize} computes. */
  String PARAMETRIZED = "Parametrized";

  /** The class of a module; empty if it is not a convolution or pooling. */
  static Optional<WindowClass> of(PrintedModule module) {
    Optional<WindowClass> convolution = ConvolutionClass.of(module).map(found -> found);
    return convolution.or(() -> PoolingClass.of(module));
  }

  /** The class without its package and without {@code Parametrized}. */
  static String nameOf(PrintedModule module) {
    String own = module.bareClass();
    return own.startsWith(PARAMETRIZED) ? own.substring(PARAMETRIZED.length()) : own;
  }

  /** As {@link #nameOf} gives it. */
  String name();

  /** The class of {@code torch.nn} whose arguments it prints, such as {@code Conv2d}. */
  String torchName();

  /** Whether it is the PyTorch class itself. */
  boolean isTorch();

  /** The names of additional printed arguments; may be empty. */
  String moreShown();
}
