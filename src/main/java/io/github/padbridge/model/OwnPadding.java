package io.github.padbridge.model;

/** How the padding argument of a known class relates to the padding in its forward method. */
enum OwnPadding {
  /** The class has no padding argument; a layer with one belongs to another class of this name. */
  NONE,
  /** The layer pads by its argument or in its forward method, never both. */
  INSTEAD,
  /** The padding of the argument is added to that of the forward method. */
  ADDED
}
