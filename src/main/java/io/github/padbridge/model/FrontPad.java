package io.github.padbridge.model;

import io.github.padbridge.layer.PadModule;

/**
 * A padding module that runs directly in front of a layer.
 *
 * @param path its dotted name
 * @param module as printed
 * @param pad what it pads
 * @param own what it does with a layer that has a padding of its own
 */
record FrontPad(String path, PrintedModule module, PadModule pad, OwnPadding own) {}
