package io.github.padbridge.model;

/** What a known class that pads in its forward does with a layer that has a padding of its own. */
enum OwnPadding {
  /** No layer of the class has one, so that a layer that has one is another class's. */
  NONE,
  /** A layer has one where the class pads nothing. */
  INSTEAD,
  /** The layer pads what the class has padded. */
  ADDED
}
