package io.github.padbridge.model;

/** How the padding argument of a known class relates to the padding in its forward. */
enum OwnPadding {
  /** Layers of this class have none; a layer that has one belongs to another class of this name. */
  NONE,
  /** The layer pads either by its argument or in its forward, never both. */
  INSTEAD,
  /** The padding of the argument is added to that of the forward. */
  ADDED
}
