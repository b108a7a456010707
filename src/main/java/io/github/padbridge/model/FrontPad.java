package io.github.padbridge.model;

import io.github.padbridge.layer.PadModule;

/**
 * A padding module that runs directly in front of a layer.
 *
 * @param path its dotted name
 * @param module as printed
 * @param pad its padding
 * @param own how it runs in front of a layer that itself pads
 */
record FrontPad(String path, PrintedModule module, PadModule pad, OwnPadding own) {}
