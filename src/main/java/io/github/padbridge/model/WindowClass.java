package io.github.padbridge.model;

import java.util.Optional;

/** The class of a printed convolution or pooling, as far as its name and its arguments tell. */
sealed interface WindowClass permits ConvolutionClass, PoolingClass {
  /** What PyTorch calls a class whose weight is computed by {@code torch.nn.utils.parametrize}. */
  String PARAMETRIZED = "Parametrized";

  /** The class of a module; empty where it is no convolution and no pooling. */
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

  /** True for PyTorch's own class. */
  boolean isTorch();

  /** The names of what it prints beside the arguments of its base; may be empty. */
  String moreShown();
}
